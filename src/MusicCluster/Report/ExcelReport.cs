using ClosedXML.Excel;

namespace MusicCluster.Report;

/// <summary><c>report.xlsx</c>: a cover, one sheet per table, the figures at the end.</summary>
internal static class ExcelReport
{
    private const int FirstTableRow = 4;

    /// <summary>Excel's own limit is 1,048,576; longer tables stay in their CSV files.</summary>
    private const int MaximumRowCount = 1_000_000;

    /// <summary>Writes the workbook.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What to say.</param>
    /// <param name="figuresFolder">PNG files to embed.</param>
    public static void Write(string path, ReportContent content, string figuresFolder)
    {
        using (var workbook = new XLWorkbook())
        {
            AddCover(workbook, content);
            foreach (var table in content.Tables.Concat(content.Details).Where(table => table.Rows.Count <= MaximumRowCount))
            {
                AddTable(workbook, table);
            }

            workbook.SaveAs(path);
        }

        // Last: ClosedXML would need libgdiplus to read a workbook with pictures back.
        ExcelPictures.Add(path, [.. Directory.EnumerateFiles(figuresFolder, "*.png").Order(StringComparer.Ordinal)]);
    }

    private static void AddCover(XLWorkbook workbook, ReportContent content)
    {
        var sheet = workbook.AddWorksheet("Cover");
        sheet.Column(1).Width = 24;
        sheet.Column(2).Width = 120;
        sheet.Cell(1, 1).Value = content.Title;
        sheet.Cell(1, 1).Style.Font.SetBold().Font.SetFontSize(16);
        var row = 3;
        foreach (var sentence in content.Headline)
        {
            SetText(sheet.Cell(row, 2), sentence);
            sheet.Cell(row++, 2).Style.Alignment.WrapText = true;
        }

        row++;
        foreach (var table in content.Tables.Concat(content.Details))
        {
            SetText(sheet.Cell(row, 1), SheetName(table));
            sheet.Cell(row, 1).Hyperlink = new XLHyperlink($"'{SheetName(table)}'!A1");
            SetText(sheet.Cell(row++, 2), table.Title);
        }
    }

    private static void AddTable(XLWorkbook workbook, ReportTable table)
    {
        var sheet = workbook.AddWorksheet(SheetName(table));
        SetText(sheet.Cell(1, 1), table.Title);
        sheet.Cell(1, 1).Style.Font.SetBold().Font.SetFontSize(14);
        SetText(sheet.Cell(2, 1), table.Caption);
        for (var column = 0; column < table.Columns.Count; column++)
        {
            SetText(sheet.Cell(FirstTableRow, column + 1), table.Columns[column]);
            sheet.Column(column + 1).Width = Width(table, column);
        }

        for (var row = 0; row < table.Rows.Count; row++)
        {
            for (var column = 0; column < table.Columns.Count; column++)
            {
                SetValue(sheet.Cell(FirstTableRow + 1 + row, column + 1), table.Rows[row][column]);
            }
        }

        if (table.Rows.Count > 0)
        {
            var range = sheet.Range(FirstTableRow, 1, FirstTableRow + table.Rows.Count, table.Columns.Count);
            range.CreateTable($"Table_{table.Name.Replace('-', '_')}").Theme = XLTableTheme.TableStyleLight9;
        }

        sheet.SheetView.FreezeRows(FirstTableRow);
    }

    private static void SetValue(IXLCell cell, object? value)
    {
        if (value is double number)
        {
            cell.Value = number;
            cell.Style.NumberFormat.Format = number == Math.Truncate(number) ? "0" : "0.000";
        }
        else if (value is not null)
        {
            SetText(cell, value.ToString()!);
        }
    }

    /// <summary>Text stays text: a title that begins with '=' is no formula.</summary>
    private static void SetText(IXLCell cell, string text)
    {
        cell.DataType = XLDataType.Text;
        cell.SetValue(new string([.. text.Where(c => !char.IsControl(c) || c is '\n' or '\t')]));
    }

    private static double Width(ReportTable table, int column)
    {
        var longest = table.Rows.Take(200).Select(row => row[column]?.ToString()?.Length ?? 0).Append(table.Columns[column].Length).Max();
        return Math.Clamp(longest + 3, 8, 60);
    }

    private static string SheetName(ReportTable table) => char.ToUpperInvariant(table.Name[0]) + table.Name[1..];
}
