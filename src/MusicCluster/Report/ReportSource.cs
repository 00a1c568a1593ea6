namespace MusicCluster.Report;

/// <summary>Where the report finds what it shows.</summary>
/// <param name="ProfileName">The run's profile.</param>
/// <param name="Seeds">Its seeds.</param>
/// <param name="Baseline">The representation that the others are compared with.</param>
/// <param name="TablesFolder">The tables of the evaluation.</param>
/// <param name="ModelFolders">Loss curve and reconstructions of the first seed by representation.</param>
public sealed record ReportSource(
    string ProfileName, IReadOnlyList<int> Seeds, string Baseline, string TablesFolder, IReadOnlyDictionary<string, string> ModelFolders)
{
    /// <summary>Absolute path of a table.</summary>
    public string Table(string name) => Path.Combine(TablesFolder, name);
}
