using ClosedXML.Excel;
using MusicCluster.Evaluation;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation.Files;
using MusicCluster.Report.Tables;

namespace MusicCluster.Report.Excel;

/// <summary>The first sheet: what was found, where it stands, and what it was made of.</summary>
internal static class ExcelCover
{
    private const int MaximumSentenceLength = 1000;
    private const int TextWidth = 110;

    public static void Add(
        XLWorkbook workbook, ReportContent content, ReportSource source, IReadOnlyList<ReportTable> tables, IReadOnlyList<ReportTable> leftOut)
    {
        var sheet = workbook.AddWorksheet(ExcelText.CoverName);
        sheet.ShowGridLines = false;
        sheet.Column(1).Width = 30;
        sheet.Column(2).Width = TextWidth;
        sheet.PageSetup.PageOrientation = XLPageOrientation.Landscape;
        sheet.PageSetup.FitToPages(1, 0);
        ExcelText.SetHeading(sheet.Cell(1, 1), content.Title, 18);
        var row = 3;
        Heading("Findings");
        foreach (var sentence in content.Headline)
        {
            Pair(null, sentence);
        }

        Heading("Sheets");
        foreach (var table in tables)
        {
            ExcelText.SetLink(sheet.Cell(row, 1), ExcelText.SheetName(table), ExcelText.SheetName(table));
            Pair(null, table.Title);
        }

        if (content.Figures.Count > 0)
        {
            ExcelText.SetLink(sheet.Cell(row, 1), ExcelPictures.SheetName, ExcelPictures.SheetName);
            Pair(null, "All figures");
        }

        foreach (var table in leftOut)
        {
            Pair($"{table.Name}.csv",
                $"{table.Title}: {table.LeftOutRowCount} rows of so many columns are too many for this workbook; see the CSV file beside it.");
        }

        Heading("Manifest");
        Pair("profile", content.ProfileName);
        foreach (var (key, value) in source.Rows<EvaluationSettingRow>().Select(row => (row.Key, row.Value))
            .Concat(source.Rows<EnvironmentRow>().Select(row => (row.Key, row.Value))))
        {
            Pair(key.Replace('_', ' '), value);
        }

        Heading("SHA-256 of the tables");
        foreach (var path in Directory.EnumerateFiles(source.TablesFolder, "*.csv").Order(StringComparer.Ordinal))
        {
            Pair(Path.GetFileName(path), Digest.OfFile(path));
            sheet.Cell(row - 1, 2).Style.Font.FontName = "Consolas";
        }

        void Heading(string text)
        {
            row++;
            ExcelText.SetHeading(sheet.Cell(row, 1), text, 13);
            sheet.Range(row, 1, row++, 2).Style.Border.SetBottomBorder(XLBorderStyleValues.Thin).Border.SetBottomBorderColor(XLColor.FromHtml("#9DB2C6"));
        }

        void Pair(string? key, string text)
        {
            if (key is not null)
            {
                ExcelText.SetText(sheet.Cell(row, 1), key);
            }

            ExcelText.SetText(sheet.Cell(row, 2), text, MaximumSentenceLength);
            sheet.Row(row).Style.Alignment.SetVertical(XLAlignmentVerticalValues.Top);
            sheet.Cell(row, 2).Style.Alignment.WrapText = true;
            // Heights are not fitted when a file is opened; a line holds about as many characters as the column is wide.
            sheet.Row(row++).Height = 15 * (1 + (text.Length / TextWidth));
        }
    }
}
