using System.Globalization;
using System.Text;
using MusicCluster.Report.Tables;

namespace MusicCluster.Report.Html;

/// <summary>A table that is sorted by its heads.</summary>
internal static class HtmlTable
{
    /// <summary>Matrices of one metric, shaded by value.</summary>
    private static readonly string[] Matrices = ["agreement", "reference", "silhouette", "davies-bouldin"];

    /// <summary>Appends heading, caption and table.</summary>
    public static void Append(StringBuilder html, ReportTable table)
    {
        html.Append($"<section id=\"t-{table.Name}\" aria-labelledby=\"h-{table.Name}\">\n<h3 id=\"h-{table.Name}\">{HtmlText.Escape(table.Title)}</h3>\n");
        html.Append($"<p class=\"note\">{HtmlText.Escape(table.Caption, 1000)}</p>\n");
        if (table.Rows.Count > 0)
        {
            AppendRows(html, table);
        }

        html.Append("</section>\n");
    }

    private static void AppendRows(StringBuilder html, ReportTable table)
    {
        var isMatrix = Matrices.Contains(table.Name);
        var better = table.Name == "davies-bouldin" ? " data-better=\"lower\"" : "";
        html.Append($"<div class=\"scroll\" role=\"region\" aria-labelledby=\"h-{table.Name}\" "
            + $"tabindex=\"0\"><table class=\"sortable{(isMatrix ? " heat" : "")}\"{better}>\n<thead><tr>");
        for (var column = 0; column < table.Columns.Count; column++)
        {
            var numeric = table.IsNumeric(column) ? " class=\"n\" data-numeric=\"yes\"" : "";
            html.Append($"<th scope=\"col\" aria-sort=\"none\"{numeric}><button type=\"button\">{HtmlText.Escape(table.Columns[column])}</button></th>");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        for (var index = 0; index < table.Rows.Count; index++)
        {
            var row = table.Rows[index];
            if (table.Heading(index) is { } family)
            {
                html.Append(index == 0 ? "" : "</tbody>\n<tbody>\n")
                    .Append($"<tr class=\"family\"><th scope=\"rowgroup\" colspan=\"{row.Count}\">{HtmlText.Escape(family)}</th></tr>\n");
            }

            html.Append(table.Places.Count > 0 && table.Places[index].IsFolded ? "<tr class=\"variant\">" : "<tr>");
            for (var column = 0; column < row.Count; column++)
            {
                html.Append(column == 0 ? $"<th scope=\"row\" dir=\"auto\">{HtmlText.Escape(CellText.Of(row[0]))}</th>" : Cell(row[column]));
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table></div>\n");
    }

    private static string Cell(object? value) => value switch
    {
        null => "<td></td>",
        double number => $"<td class=\"n\" data-v=\"{Number(number)}\">{CellText.Of(number)}</td>",
        Estimate estimate =>
            $"<td class=\"n\" data-v=\"{Number(estimate.Mean)}\">{Mean(estimate)}{Deviation(estimate)}{Part("ci", estimate.IntervalText)}</td>",
        ReportTable.Undefined => $"<td class=\"n undefined\">{ReportTable.UndefinedText}</td>",
        _ => $"<td dir=\"auto\">{HtmlText.Escape(CellText.Of(value))}</td>",
    };

    private static string Mean(Estimate estimate) =>
        estimate.IsBest ? $"<strong class=\"best\">{CellText.Decimals(estimate.Mean, 3)}</strong>" : CellText.Decimals(estimate.Mean, 3);

    private static string Deviation(Estimate estimate) =>
        Part("pm", estimate.Deviation is { } deviation ? $"± {CellText.Decimals(deviation, 3)}" : "");

    private static string Part(string name, string text) => text.Length == 0 ? "" : $" <span class=\"{name}\">{text}</span>";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
