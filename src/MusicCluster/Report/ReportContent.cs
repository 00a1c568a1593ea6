using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation.Tables;
using MusicCluster.Models;
using MusicCluster.Report.Figures;
using MusicCluster.Report.Groups;
using MusicCluster.Report.Tables;

namespace MusicCluster.Report;

/// <summary>Everything that the renderings say, in their order.</summary>
/// <param name="Title">The report's title.</param>
/// <param name="ProfileName">The run's profile.</param>
/// <param name="Headline">Sentences, each true of the tables below.</param>
/// <param name="Tables">For people: pivoted and short.</param>
/// <param name="Details">The long tables as they are on disk, for the workbook.</param>
/// <param name="Figures">What was drawn.</param>
/// <param name="Order">Representations, the best first, for renderings that have no room for all.</param>
internal sealed record ReportContent(
    string Title, string ProfileName, IReadOnlyList<string> Headline, IReadOnlyList<ReportTable> Tables, IReadOnlyList<ReportTable> Details,
    IReadOnlyList<ReportFigure> Figures, IReadOnlyList<string> Order)
{
    private static readonly (string File, string Title, string Caption)[] DetailFiles =
    [
        ("clusters", "Every group", "Groups of the clusterer fixed beforehand in every representation, first seed; lists are separated by semicolons."),
        ("cluster-separation", "Every test of separation", "Partitions against clouds without groups."),
        ("descriptors", "Every track's descriptors", "docs/descriptors.md has their definitions."),
        ("duplicates", "Tracks of the same recording", "Found by their sound, left in place."),
        ("summary", "All metrics over the seeds", "Mean and standard deviation over seeds; intervals by bootstrap over tracks."),
        ("metrics", "Every number", "One row per number; an undefined metric has no value and its reason in the last column."),
        ("comparisons", "Tests against the baseline",
            "Paired bootstrap over tracks; p-values corrected over the representations of one clusterer (Holm 1979)."),
        ("best", "Is the best better than all others",
            "The best representation of each clusterer against every other; difference to the runner-up, largest p-value."),
        ("chance", "Tests against chance", "The genres shuffled over the tracks; p counts the observed value itself, so it is never 0."),
        ("models", "Every training", "One row per model and seed."),
        ("confusion", "Clusters against genres", "How many tracks of each genre are in each cluster: the clusterer fixed beforehand, first seed."),
        ("assignments", "Every track's clusters", "First seed; noise is −1."),
        ("tracks", "Every track", "What the tags or the corpus's own table say."),
        ("failures", "Tracks left out, one by one", "Every track that a stage had to leave out, with the reason."),
    ];

    /// <summary>Longer tables would take longer to write into a workbook than the rest of the report; they stay in their CSV files.</summary>
    private const int MaximumDetailCells = 300_000;

    /// <summary>Reads the tables.</summary>
    /// <param name="source">Where they are.</param>
    /// <param name="figures">What was drawn of them.</param>
    public static ReportContent Read(ReportSource source, IReadOnlyList<ReportFigure> figures)
    {
        var summary = source.Rows<SummaryRow>();
        var models = source.Rows<ModelRow>();
        var collapsed = models.Where(model => model.IsCollapsed).GroupBy(model => model.Representation)
            .ToDictionary(group => group.Key, group => group.First().Verdict);
        var marks = RepresentationMarks.Of(models);
        var pivot = new MetricPivot(source, summary, collapsed);
        var order = new RepresentationOrder(source);
        List<ReportTable> tables =
        [
            .. GroupSections.Read(source),
            .. CorpusSections.Read(source, marks),
            .. ResultTables.Read(source, summary, pivot),
            .. PublishedTable.Read(source, summary),
            .. StatisticsTables.Read(source, pivot),
            .. SettingTables.Read(source),
        ];
        return new ReportContent(
            $"MusicCluster: {source.ProfileName}", source.ProfileName,
            marks.Apply(MusicCluster.Report.Tables.Headline.Of(source, summary, collapsed, marks.GenreUse)), marks.Apply(tables.Select(order.Arrange)),
            marks.Apply(DetailFiles.Where(detail => File.Exists(source.Table(detail.File + ".csv")))
                .Select(detail => Detail(source, detail.File, detail.Title, detail.Caption))),
            figures, Ranked(source, summary));
    }

    private static ReportTable Detail(ReportSource source, string file, string title, string caption)
    {
        var table = file == "clusters" ? Table.ToCsv(source.Groups) : CsvTable.Read(source.Table(file + ".csv"));
        var isLong = (long)table.Rows.Count * table.Columns.Count > MaximumDetailCells;
        var made = isLong ? new ReportTable(file, title, caption, [], []) : Of(table, file, title, caption);
        return made with { IsDetail = true, IsShort = false, LeftOutRowCount = isLong ? table.Rows.Count : 0 };
    }

    /// <summary>A table as it is on disk.</summary>
    internal static ReportTable Of(ReportSource source, string file, string title, string caption) =>
        Of(CsvTable.Read(source.Table(file + ".csv")), file, title, caption);

    /// <summary>Rows as they are on disk, without those columns that are the same in all.</summary>
    internal static ReportTable Of<TRow>(IEnumerable<TRow> rows, string name, string title, string caption, params string[] leftOut) where TRow : notnull =>
        Of(Table.ToCsv(rows), name, title, caption).Without(leftOut);

    private static ReportTable Of(CsvTable table, string name, string title, string caption) =>
        new(name, title, caption, table.Columns, [.. table.Rows.Select(row => (IReadOnlyList<object?>)[.. row.Select(CellText.Parse)])]);

    /// <summary>Representations by agreement or, without genres, by silhouette in the reference space; the baseline first.</summary>
    internal static IReadOnlyList<string> Ranked(ReportSource source, IReadOnlyList<SummaryRow> summary)
    {
        var metric = RepresentationOrder.MainMetric(summary);
        return [.. summary.Where(row => row.Metric == metric && row.Key.Method == source.Primary)
            .Select(row => (Name: row.Key.Representation.ToString(), row.Mean))
            .OrderByDescending(row => row.Name == source.Baseline).ThenByDescending(row => row.Mean ?? double.NegativeInfinity)
            .Select(row => row.Name).Distinct()];
    }
}
