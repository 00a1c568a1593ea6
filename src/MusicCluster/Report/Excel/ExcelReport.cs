using ClosedXML.Excel;

namespace MusicCluster.Report.Excel;

/// <summary><c>report.xlsx</c>: a cover, one sheet per table, the figures at the end.</summary>
internal static class ExcelReport
{
    /// <summary>Writes the workbook.</summary>
    /// <param name="path">The file; the figures lie in <c>figures/</c> beside it.</param>
    /// <param name="content">What to say.</param>
    /// <param name="source">The tables that it was read from.</param>
    public static void Write(string path, ReportContent content, ReportSource source)
    {
        var all = content.Tables.Concat(content.Details).ToList();
        var tables = all.Where(table => table.LeftOutRowCount == 0).ToList();
        using (var workbook = new XLWorkbook())
        {
            ExcelCover.Add(workbook, content, source, tables, [.. all.Except(tables)]);
            foreach (var table in tables)
            {
                new ExcelSheet(workbook, table).Add();
            }

            workbook.SaveAs(path);
        }

        // Last: ClosedXML would need libgdiplus to read a workbook with pictures back.
        ExcelPictures.Add(path, content.Figures);
    }
}
