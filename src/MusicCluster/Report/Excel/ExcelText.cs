using ClosedXML.Excel;
using MusicCluster.Report.Tables;

namespace MusicCluster.Report.Excel;

/// <summary>What is written into cells.</summary>
internal static class ExcelText
{
    public const string CoverName = "Cover";
    private static readonly XLColor Faded = XLColor.FromHtml("#767676");

    /// <summary>Text stays text: a title that begins with '=' is no formula.</summary>
    public static void SetText(IXLCell cell, string text, int maximumLength = PlainText.MaximumLength)
    {
        cell.DataType = XLDataType.Text;
        cell.SetValue(PlainText.Of(text, maximumLength));
    }

    public static void SetHeading(IXLCell cell, string text, int size)
    {
        SetText(cell, text);
        cell.Style.Font.SetBold().Font.SetFontSize(size);
    }

    /// <summary>A cell that leads to another sheet.</summary>
    public static void SetLink(IXLCell cell, string text, string sheetName)
    {
        SetText(cell, text);
        cell.Hyperlink = new XLHyperlink($"'{sheetName}'!A1");
        cell.Style.Font.SetUnderline().Font.SetFontColor(XLColor.FromHtml("#0B5CAD"));
    }

    /// <summary>A number as a number, an estimate as its mean; its format is the column's.</summary>
    public static void SetValue(IXLCell cell, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case double number:
                cell.Value = number;
                break;
            case Estimate estimate:
                cell.Value = estimate.Mean;
                cell.Style.Font.Bold = estimate.IsBest;
                break;
            case ReportTable.Undefined:
                SetText(cell, ReportTable.UndefinedText);
                cell.Style.Font.SetItalic().Font.SetFontColor(Faded).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
                break;
            default:
                SetText(cell, value.ToString()!);
                break;
        }
    }

    /// <summary>A sheet's name: the table's, as a word.</summary>
    public static string SheetName(ReportTable table) => char.ToUpperInvariant(table.Name[0]) + table.Name[1..];
}
