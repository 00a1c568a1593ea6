using ClosedXML.Excel;
using MusicCluster.Report.Tables;

namespace MusicCluster.Report.Excel;

/// <summary>A table as a sheet: a real Excel table with filters, frozen heads, formats, and colors where they help to read.</summary>
internal sealed class ExcelSheet(XLWorkbook workbook, ReportTable table)
{
    private const int HeaderRow = 5;
    private static readonly XLColor Low = XLColor.FromHtml("#FFFFFF");
    private static readonly XLColor High = XLColor.FromHtml("#56B4E9");
    private static readonly XLColor HeadColor = XLColor.FromHtml("#1F4E79");
    private static readonly XLColor Bar = XLColor.FromHtml("#7FB2DE");

    /// <summary>Matrices of one metric: one scale for all cells.</summary>
    private static readonly string[] Matrices = ["agreement", "reference", "silhouette", "davies-bouldin"];

    /// <summary>Columns whose size is to be seen at a glance.</summary>
    private static readonly HashSet<string> BarColumns = ["ARI", "difference", "relative error", "stability", "mean", "observed", "score"];

    private readonly ReportTable table = WithFamilies(table.Name == "results" ? Expanded(table) : table);

    public void Add()
    {
        var sheet = workbook.AddWorksheet(ExcelText.SheetName(table));
        AddHead(sheet);
        for (var row = 0; row < table.Rows.Count; row++)
        {
            for (var column = 0; column < table.Columns.Count; column++)
            {
                ExcelText.SetValue(sheet.Cell(HeaderRow + 1 + row, column + 1), table.Rows[row][column]);
            }
        }

        if (table.Rows.Count > 0)
        {
            var last = HeaderRow + table.Rows.Count;
            var made = sheet.Range(HeaderRow, 1, last, table.Columns.Count).CreateTable($"Table_{table.Name.Replace('-', '_')}");
            made.Theme = XLTableTheme.TableStyleLight9;
            made.ShowAutoFilter = true;
            FormatColumns(sheet, last);
            FoldVariants(sheet);
        }

        sheet.SheetView.Freeze(HeaderRow, table.Columns.Count > 8 ? 1 : 0);
        sheet.PageSetup.PageOrientation = XLPageOrientation.Landscape;
        sheet.PageSetup.FitToPages(1, 0);
        sheet.PageSetup.SetRowsToRepeatAtTop(HeaderRow, HeaderRow);
    }

    private void AddHead(IXLWorksheet sheet)
    {
        ExcelText.SetHeading(sheet.Cell(1, 1), table.Title, 14);
        ExcelText.SetText(sheet.Cell(2, 1), table.Caption, 1000);
        ExcelText.SetLink(sheet.Cell(3, 1), "← Cover", ExcelText.CoverName);
        if (!table.IsDetail && Details() is { } details)
        {
            ExcelText.SetLink(sheet.Cell(3, 2), $"details: {details}", details);
        }

        var widths = Enumerable.Range(0, table.Columns.Count).Select(Width).ToList();
        for (var column = 0; column < table.Columns.Count; column++)
        {
            var head = sheet.Cell(HeaderRow, column + 1);
            ExcelText.SetText(head, table.Columns[column]);
            // Said here too: not every program draws the styles of Excel's tables.
            head.Style.Font.SetBold().Font.SetFontColor(XLColor.White).Fill.SetBackgroundColor(HeadColor)
                .Alignment.SetWrapText().Alignment.SetVertical(XLAlignmentVerticalValues.Center)
                .Alignment.SetHorizontal(table.IsNumeric(column) ? XLAlignmentHorizontalValues.Right : XLAlignmentHorizontalValues.Left);
            sheet.Column(column + 1).Width = widths[column];
        }

        sheet.Row(HeaderRow).Height =
            16 * Enumerable.Range(0, table.Columns.Count).Max(column => 1 + Math.Floor(table.Columns[column].Length / (widths[column] - 3)));
        // A caption as wide as a page, over several lines.
        var (span, width) = (0, 0.0);
        while (width < 110 && span < Math.Max(6, table.Columns.Count))
        {
            width += span < widths.Count ? widths[span] : 9;
            span++;
        }

        sheet.Range(2, 1, 2, span).Merge().Style.Alignment.SetWrapText().Alignment
            .SetVertical(XLAlignmentVerticalValues.Top).Font.SetFontColor(XLColor.FromHtml("#595959"));
        sheet.Row(2).Height = 15 * (1 + Math.Floor(table.Caption.Length / width));
    }

    /// <summary>The sheet that has the numbers behind this one.</summary>
    private string? Details() => table.Name switch
    {
        "results" or "agreement" or "reference" or "silhouette" or "davies-bouldin" => "Summary",
        "baseline" or "fusion" => "Comparisons",
        "models-trained" => "Models",
        "corpus" => "Tracks",
        "left-out" => "Failures",
        _ => null,
    };

    private void FormatColumns(IXLWorksheet sheet, int last)
    {
        for (var column = 0; column < table.Columns.Count; column++)
        {
            var cells = sheet.Range(HeaderRow + 1, column + 1, last, column + 1);
            if (!table.IsNumeric(column))
            {
                continue;
            }

            var isWhole = table.Rows.All(row => row[column] is null || (row[column] is double number && CellText.IsWhole(number)));
            cells.Style.NumberFormat.Format = isWhole ? "#,##0" : "0.000";
            if (BarColumns.Contains(table.Columns[column]) && table.Rows.Count > 1)
            {
                cells.AddConditionalFormat().DataBar(Bar).LowestValue().HighestValue();
            }
        }

        if (Matrices.Contains(table.Name) && table.Columns.Count > 1)
        {
            var isLowerBetter = table.Name == "davies-bouldin";
            sheet.Range(HeaderRow + 1, table.Places.Count > 0 ? 3 : 2, last, table.Columns.Count).AddConditionalFormat().ColorScale()
                .LowestValue(isLowerBetter ? High : Low).HighestValue(isLowerBetter ? Low : High);
        }
    }

    /// <summary>What carries lyrics is an outline under its representation, closed at first.</summary>
    private void FoldVariants(IXLWorksheet sheet)
    {
        sheet.Outline.SummaryVLocation = XLOutlineSummaryVLocation.Top;
        for (var row = 0; row < table.Places.Count; row++)
        {
            if (table.Places[row].IsFolded)
            {
                sheet.Row(HeaderRow + 1 + row).Group(collapse: true);
            }
        }
    }

    /// <summary>Families as a column: a sheet is filtered by it.</summary>
    private static ReportTable WithFamilies(ReportTable table) => table.Places.Count == 0 ? table : table with
    {
        Columns = [table.Columns[0], "family", .. table.Columns.Skip(1)],
        Rows = [.. table.Rows.Select((row, i) => (IReadOnlyList<object?>)[row[0], table.Places[i].Family, .. row.Skip(1)])],
    };

    /// <summary>An estimate's mean, deviation and ends in columns of their own.</summary>
    private static ReportTable Expanded(ReportTable table)
    {
        var columns = new List<string>();
        var rows = table.Rows.Select(_ => new List<object?>()).ToList();
        for (var column = 0; column < table.Columns.Count; column++)
        {
            var name = table.Columns[column];
            Add(name, cell => cell);
            Add($"{name} std", cell => (cell as Estimate)?.Deviation);
            Add($"{name} low", cell => (cell as Estimate)?.Low);
            Add($"{name} high", cell => (cell as Estimate)?.High);

            void Add(string heading, Func<object?, object?> part)
            {
                var cells = table.Rows.Select(row => part(row[column])).ToList();
                if (heading == name || cells.Any(cell => cell is not null))
                {
                    columns.Add(heading);
                    for (var row = 0; row < rows.Count; row++)
                    {
                        rows[row].Add(cells[row]);
                    }
                }
            }
        }

        return table with { Columns = columns, Rows = rows };
    }

    private double Width(int column)
    {
        var longest = table.Rows.Take(200).Select(row => row[column] is Estimate ? 7 : CellText.Of(row[column]).Length)
            .Append(table.IsNumeric(column) ? Math.Min(table.Columns[column].Length, 9) : table.Columns[column].Length).DefaultIfEmpty(0).Max();
        return Math.Clamp(longest + 4, 9, 60);
    }
}
