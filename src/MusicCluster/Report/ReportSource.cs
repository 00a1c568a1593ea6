using System.Collections.Concurrent;
using MusicCluster.Clusters;
using MusicCluster.Evaluation;
using MusicCluster.Evaluation.Groups;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Metrics;
using MusicCluster.Report.Tables;

namespace MusicCluster.Report;

/// <summary>Where the report finds what it shows: tables and the data of spectrograms, nothing that has to be computed.</summary>
/// <param name="ProfileName">The run's profile.</param>
/// <param name="TablesFolder">The tables of the evaluation.</param>
/// <param name="ModelFolders">Loss curve and reconstructions of the first seed by representation.</param>
/// <param name="AudioFolder">The corpus's folder relative to the report's, with forward slashes; empty: clips are not linked.</param>
internal sealed record ReportSource(
    string ProfileName, string TablesFolder, IReadOnlyDictionary<string, string> ModelFolders, string AudioFolder = "")
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> tables = new();
    private readonly Lazy<EvaluationSettings> settings = new(() => EvaluationSettings.Read(TablesFolder));

    /// <summary>How the numbers were made.</summary>
    internal EvaluationSettings Settings => settings.Value;

    /// <summary>The representation that the others are compared with.</summary>
    public string Baseline => Settings.Baseline;

    /// <summary>The clusterer that was fixed beforehand.</summary>
    public ClusteringMethod Primary => Settings.Primary;

    /// <summary>Coverage of the intervals in words, as <c>95 %</c>.</summary>
    internal string Coverage => $"{CellText.Of(Math.Round(100 * Settings.Confidence, 3))} %";

    /// <summary>Every track's clusters.</summary>
    internal WideTable<AssignmentRow, int> Assignments => Once(Foundation.Tables.Table.ReadWide<AssignmentRow, int>);

    /// <summary>Every track's silhouettes.</summary>
    internal WideTable<SilhouetteRow, double> Silhouettes => Once(Foundation.Tables.Table.ReadWide<SilhouetteRow, double>);

    /// <summary>A published results folder as it lies there.</summary>
    /// <param name="folder">A folder with <c>metrics.csv</c> and the others.</param>
    /// <exception cref="UserException">It is not one.</exception>
    public static ReportSource OfResults(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "evaluation.csv")))
        {
            throw new UserException($"'{folder}' holds no evaluation.csv; name a folder of results that the run verb has written.");
        }

        var models = Path.Combine(folder, "models");
        var source = new ReportSource(Path.GetFileName(Path.GetFullPath(folder).TrimEnd('/')), folder, new Dictionary<string, string>());
        return source with
        {
            ModelFolders = (Directory.Exists(models) ? Directory.EnumerateDirectories(models).Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
                .ToDictionary(path => Path.GetFileName(path), path => Path.Combine(path, $"seed-{source.Settings.Seeds[0]}")),
        };
    }

    /// <summary>Absolute path of a table.</summary>
    public string Table(string name) => Path.Combine(TablesFolder, name);

    /// <summary>The representation without lyrics that was chosen without labels; null where none could be ranked.</summary>
    internal RankingRow? Chosen => Has<RankingRow>() ? RankingRow.Choosable(Rows<RankingRow>()).FirstOrDefault() : null;

    /// <summary>Groups under the names that an earlier report gave them; null: those of the tables.</summary>
    public IReadOnlyList<ClusterRow>? NamedGroups { get; init; }

    /// <summary>Every group that is described; none in results that are older than descriptions.</summary>
    internal IReadOnlyList<ClusterRow> Groups => NamedGroups ?? (Has<ClusterRow>() ? Rows<ClusterRow>() : []);

    /// <summary>The partition whose groups are shown first: the chosen representation's, else the baseline's; null where none is described.</summary>
    internal PartitionKey? ShownPartition => Groups.Select(row => row.Key).Distinct()
        .OrderByDescending(key => key.Representation == Chosen?.Representation)
        .ThenByDescending(key => key.Representation.ToString() == Baseline).FirstOrDefault();

    /// <summary>Whether the table of a row type is there.</summary>
    internal bool Has<TRow>() => File.Exists(Foundation.Tables.Table.PathIn<TRow>(TablesFolder));

    /// <summary>A table, read once however often it is asked for.</summary>
    internal IReadOnlyList<TRow> Rows<TRow>() => Once(Foundation.Tables.Table.Read<TRow>);

    /// <summary>What a group is called: <c>2. loud, noisy</c>, <c>cluster 1</c> where none is described, <c>noise</c>.</summary>
    internal string GroupLabel(PartitionKey key, int cluster) => cluster == Labels.Noise ? "noise"
        : Groups.FirstOrDefault(row => row.Cluster == cluster && row.Key == key)?.Label ?? $"cluster {cluster}";

    private TTable Once<TTable>(Func<string, TTable> read) where TTable : notnull =>
        (TTable)tables.GetOrAdd(typeof(TTable), _ => new Lazy<object>(() => read(TablesFolder))).Value;
}
