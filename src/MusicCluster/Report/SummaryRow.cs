using System.Globalization;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Report;

/// <summary>A row of <c>summary.csv</c>.</summary>
internal sealed record SummaryRow(
    string Representation, string Clusterer, string Parameters, string Metric, double? Mean, double? Deviation, double? Low, double? High, int SeedCount)
{
    /// <summary>The clusterer and its parameters as a column head.</summary>
    public string Partition => $"{Clusterer} {Parameters}".Trim();

    public static IReadOnlyList<SummaryRow> Read(string path) =>
        [.. CsvTable.Read(path).Rows.Select(row => new SummaryRow(
            row[0], row[1], row[2], row[3], Number(row[4]), Number(row[5]), Number(row[6]), Number(row[7]), int.Parse(row[8], CultureInfo.InvariantCulture)))];

    private static double? Number(string text) => text.Length == 0 ? null : double.Parse(text, CultureInfo.InvariantCulture);
}
