using System.Collections.Concurrent;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Report.Tables;

namespace MusicCluster.Report;

/// <summary>Where the report finds what it shows: tables and pictures' data, nothing that has to be computed.</summary>
/// <param name="ProfileName">The run's profile.</param>
/// <param name="TablesFolder">The tables of the evaluation.</param>
/// <param name="ModelFolders">Loss curve and reconstructions of the first seed by representation.</param>
/// <param name="AudioFolder">The corpus's folder relative to the report's, with forward slashes; empty: clips are not linked.</param>
public sealed record ReportSource(
    string ProfileName, string TablesFolder, IReadOnlyDictionary<string, string> ModelFolders, string AudioFolder = "")
{
    private readonly ConcurrentDictionary<string, Lazy<CsvTable>> tables = new(StringComparer.Ordinal);

    private readonly Lazy<Dictionary<string, string>> evaluation = new(() =>
        CsvTable.Read(Path.Combine(TablesFolder, "evaluation.csv")).Rows.ToDictionary(row => row[0], row => row[1]));

    /// <summary>The seeds of the run.</summary>
    public IReadOnlyList<string> Seeds => Evaluation("seeds").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The representation that the others are compared with.</summary>
    public string Baseline => Evaluation("baseline");

    /// <summary>The clusterer that was fixed beforehand, as <c>k-means/k=4</c>.</summary>
    public string Primary => Evaluation("primary");

    /// <summary>Coverage of the intervals in words, as <c>95 %</c>.</summary>
    internal string Coverage => double.TryParse(Evaluation("confidence"), System.Globalization.CultureInfo.InvariantCulture, out var share) ? $"{CellText.Of(Math.Round(100 * share, 3))} %" : "95 %";

    /// <summary>A published results folder as it lies there.</summary>
    /// <param name="folder">A folder with <c>metrics.csv</c> and the others.</param>
    /// <exception cref="UserException">It is none.</exception>
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
                .ToDictionary(path => Path.GetFileName(path), path => Path.Combine(path, $"seed-{source.Seeds[0]}")),
        };
    }

    /// <summary>Absolute path of a table.</summary>
    public string Table(string name) => Path.Combine(TablesFolder, name);

    /// <summary>A table, read once however often it is asked for: that of all partitions is large.</summary>
    internal CsvTable Read(string name) => tables.GetOrAdd(name, file => new Lazy<CsvTable>(() => CsvTable.Read(Table(file)))).Value;

    /// <summary>A setting of the evaluation, or nothing.</summary>
    internal string Evaluation(string key) => evaluation.Value.GetValueOrDefault(key, "");
}
