namespace MusicCluster.Report.Tables;

/// <summary>How the numbers were made.</summary>
internal static class SettingTables
{
    /// <summary>The table that differs between machines, and so may differ where results are verified.</summary>
    public const string EnvironmentTitle = "Environment";

    private static readonly string[] ShortKeys =
    [
        "seeds", "features.sampleRate", "features.fftLength", "features.hopLength", "features.mfccCount", "features.melCount", "features.duration",
        "features.statistics", "features.crops", "fusion.method", "evaluation.bootstrapCount", "evaluation.permutationCount", "evaluation.confidence",
        "evaluation.baseline", "map.neighbours", "map.minDist",
    ];

    public static IEnumerable<ReportTable> Read(ReportSource source)
    {
        var all = ReportContent.Of(source, "settings", "All settings", "Every setting that decides a number, defaults filled in.");
        yield return all with
        {
            Name = "settings-main", Title = "Settings", Caption = "The main ones; settings.csv has all, defaults filled in.",
            Rows = [.. all.Rows.Where(row => row[0] is string key && (ShortKeys.Contains(key) || (key.EndsWith(".k", StringComparison.Ordinal) && !key.Contains("dbscan", StringComparison.Ordinal))))],
        };
        yield return all with { IsShort = false };
        yield return ReportContent.Of(source, "environment", EnvironmentTitle, "Where it was evaluated; manifest.json has all package versions, the commit and the digest of every file.");
    }
}
