using MusicCluster.Embeddings;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Metrics;
using MusicCluster.Models;

namespace MusicCluster.Report.Tables;

/// <summary>The order in which every rendering shows representations: family by family, what carries lyrics behind what it is made of.</summary>
internal sealed class RepresentationOrder
{
    /// <summary>Tables whose own order is what they say.</summary>
    private static readonly string[] Ranked = ["ranking"];

    private readonly string baseline;
    private readonly string method;
    private readonly Dictionary<string, RepresentationFamily?> families;
    private readonly HashSet<string> broken;
    private readonly HashSet<string> dominated;
    private readonly Dictionary<(Metric Metric, RepresentationName Name), double> means;

    /// <summary>Reads what decides the order.</summary>
    public RepresentationOrder(ReportSource source)
    {
        var summary = source.Rows<SummaryRow>();
        var models = source.Rows<ModelRow>();
        (baseline, method) = (source.Baseline, source.Primary.Caption);
        families = models.GroupBy(model => model.Representation).ToDictionary(group => group.Key, group => group.First().KnownFamily);
        broken = [.. models.Where(model => model.IsCollapsed || model.IsFailed).Select(model => model.Representation)];
        means = summary.Where(row => row.Key.Method == source.Primary && row.Mean is not null)
            .ToDictionary(row => (row.Metric, row.Key.Representation), row => row.Mean!.Value);
        Main = MainMetric(summary);
        dominated = Dominated(source);
    }

    /// <summary>The metric that orders where a table has none of its own.</summary>
    public Metric Main { get; }

    /// <summary>Agreement with the genres or, without genres, the silhouette that can be compared.</summary>
    public static Metric MainMetric(IReadOnlyList<SummaryRow> summary) =>
        summary.Any(row => row.Metric == Metric.AdjustedRandIndex && row.Mean is not null) ? Metric.AdjustedRandIndex : Metric.ReferenceSilhouette;

    /// <summary>The heading that a representation stands under.</summary>
    public string Family(RepresentationName name) => FamilyOf(name.Audio) switch
    {
        RepresentationFamily.Handcrafted => "Handcrafted",
        RepresentationFamily.Study => "The study's and relatives",
        RepresentationFamily.Consistency => "Consistency of crops",
        RepresentationFamily.Pretrained => "Made elsewhere",
        RepresentationFamily.Control => "Controls",
        _ => "Others",
    };

    /// <summary>Each once: the baseline first in its family, then by a metric; dominated ones, then broken ones last.</summary>
    /// <param name="names">In any order, which decides between equals.</param>
    /// <param name="metric">Of the clusterer that was fixed beforehand; higher is better.</param>
    public IReadOnlyList<RepresentationName> Sorted(IEnumerable<RepresentationName> names, Metric metric) =>
    [
        .. names.Distinct().GroupBy(name => name.Audio)
            .OrderBy(group => Place(FamilyOf(group.Key))).ThenByDescending(group => group.Key == baseline).ThenBy(group => Standing(group.Key))
            .ThenByDescending(group => Mean(metric, new RepresentationName(group.Key)))
            .SelectMany(group => group.OrderBy(name => name.IsFused).ThenByDescending(name => Mean(metric, name))),
    ];

    /// <summary>A table with a row per representation in this order, with families and fusions told apart; any other table as it is.</summary>
    public ReportTable Arrange(ReportTable table)
    {
        if (table.Columns.Count == 0 || table.Columns[0] != "representation")
        {
            return table;
        }

        var names = table.Rows.Select(row => RepresentationName.Parse(RepresentationMarks.Plain(CellText.Of(row[0])))).ToList();
        if (names.Distinct().Count() < names.Count)
        {
            return table;
        }

        var isRanked = Ranked.Contains(table.Name);
        var metric = table.Name == "reference" ? Metric.ReferenceSilhouette : Main;
        var sorted = isRanked ? [.. names.GroupBy(name => name.Audio).SelectMany(group => group.OrderBy(name => name.IsFused))] : Sorted(names, metric);
        var alone = names.Where(name => !name.IsFused).ToHashSet();
        return table with
        {
            Caption = table.Caption + (isRanked || names.Count == 0 ? "" : Explain(table.Name)),
            Rows = [.. sorted.Select(name => table.Rows[names.IndexOf(name)])],
            Places = [.. sorted.Select(name => new RowPlace(Family(name), name.IsFused, name.IsFused && alone.Contains(name.AudioAlone)))],
            IsGrouped = !isRanked,
        };
    }

    private string Explain(string table) => table switch
    {
        "results" => $" Grouped by family: the baseline first, then by {Shown(Main)}; last what another of the family beats in both "
            + $"{(Main == Metric.AdjustedRandIndex ? Shown(Main) : "artist neighbors")} and reference silhouette, then what collapsed or has no value.",
        "reference" => $" Order: as in the results, but by this silhouette with {method}.",
        _ => $" Order: as in the results, by {Shown(Main)} with {method}.",
    };

    private static string Shown(Metric metric) => metric == Metric.AdjustedRandIndex ? "ARI" : "reference silhouette";

    private RepresentationFamily? FamilyOf(string audio) =>
        families.TryGetValue(audio, out var family) ? family : ModelCatalog.Find(audio)?.RepresentationFamily;

    /// <summary>What no family is known of stands before the controls, which everything is to be held against.</summary>
    private static double Place(RepresentationFamily? family) => family is { } known ? (int)known : (int)RepresentationFamily.Control - 0.5;

    private double Mean(Metric metric, RepresentationName name) => means.GetValueOrDefault((metric, name), double.NegativeInfinity);

    private int Standing(string audio) =>
        broken.Contains(audio) || !means.ContainsKey((Main, new RepresentationName(audio))) ? 2 : dominated.Contains(audio) ? 1 : 0;

    /// <summary>Representations that a sound one of their family beats in what labels (without them: artists) say and in the reference silhouette.</summary>
    private HashSet<string> Dominated(ReportSource source)
    {
        var first = Main == Metric.AdjustedRandIndex ? Of(Main)
            : source.Has<RankingRow>() ? source.Rows<RankingRow>().Where(row => row.ArtistNeighbors is not null && !row.Representation.IsFused)
                .ToDictionary(row => row.Representation.Audio, row => row.ArtistNeighbors!.Value)
            : [];
        var second = Of(Metric.ReferenceSilhouette);
        var both = first.Keys.Where(second.ContainsKey).ToList();
        return [.. both.Where(name => both.Any(other => !broken.Contains(other) && FamilyOf(other) == FamilyOf(name)
            && first[other] > first[name] && second[other] > second[name]))];

        Dictionary<string, double> Of(Metric metric) => means.Where(pair => pair.Key.Metric == metric && !pair.Key.Name.IsFused)
            .ToDictionary(pair => pair.Key.Name.Audio, pair => pair.Value);
    }
}

/// <summary>Where a row of a table of representations stands.</summary>
/// <param name="Family">The heading of its family.</param>
/// <param name="IsFused">Whether its representation carries lyrics.</param>
/// <param name="IsFolded">Whether, moreover, the representation that it is made of is in the table before it.</param>
internal sealed record RowPlace(string Family, bool IsFused, bool IsFolded);
