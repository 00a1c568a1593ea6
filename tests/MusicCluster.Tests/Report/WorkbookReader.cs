using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace MusicCluster.Tests.Report;

/// <summary>A workbook as another program sees it: cells, formats and the parts of a sheet.</summary>
internal sealed class WorkbookReader(string path) : IDisposable
{
    private readonly SpreadsheetDocument document = SpreadsheetDocument.Open(path, isEditable: false);

    public IEnumerable<string> NumberFormats =>
        document.WorkbookPart!.WorkbookStylesPart!.Stylesheet.NumberingFormats!.Elements<NumberingFormat>().Select(format => format.FormatCode!.Value!);

    public string Xml(string sheet) => Part(sheet).Worksheet.OuterXml;

    /// <summary>The texts of a sheet's rows from a row on, each row's cells in their places.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows(string sheet, int firstRow) =>
        [.. Part(sheet).Worksheet.Descendants<Row>().Where(row => row.RowIndex!.Value >= firstRow).Select(Texts)];

    /// <summary>The texts below a heading.</summary>
    public IReadOnlyList<string> Column(string sheet, int headerRow, string heading)
    {
        var rows = Rows(sheet, headerRow);
        var place = rows[0].ToList().IndexOf(heading);
        return [.. rows.Skip(1).Select(row => row[place])];
    }

    public void Dispose() => document.Dispose();

    private WorksheetPart Part(string name) =>
        (WorksheetPart)document.WorkbookPart!.GetPartById(document.WorkbookPart.Workbook.Descendants<Sheet>().First(sheet => sheet.Name == name).Id!.Value!);

    /// <summary>Office writes characters that XML or its writer cannot as <c>_xHHHH_</c>, halves of surrogate pairs among them.</summary>
    private static string Decoded(string text) =>
        Regex.Replace(text, "_x([0-9A-Fa-f]{4})_", match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());

    private IReadOnlyList<string> Texts(Row row)
    {
        var texts = new List<string>();
        foreach (var cell in row.Elements<Cell>())
        {
            var column = cell.CellReference!.Value!.TakeWhile(char.IsLetter).Aggregate(0, (sum, letter) => (26 * sum) + letter - 'A' + 1) - 1;
            while (texts.Count < column)
            {
                texts.Add("");
            }

            var raw = cell.CellValue?.Text ?? cell.InnerText;
            texts.Add(Decoded(cell.DataType?.Value == CellValues.SharedString && raw.Length > 0
                ? document.WorkbookPart!.SharedStringTablePart!.SharedStringTable.ElementAt(int.Parse(raw)).InnerText
                : raw));
        }

        return texts;
    }
}
