using MusicCluster.Evaluation.Tables;

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
        "evaluation.baseline", "map.neighbors", "map.minDist",
    ];

    public static IEnumerable<ReportTable> Read(ReportSource source)
    {
        var all = source.Rows<SettingRow>();
        yield return ReportContent.Of(all.Where(IsMain), "settings-main", "Settings", "The main ones; settings.csv has all, defaults filled in.");
        yield return ReportContent.Of(all, "settings", "All settings", "Every setting that decides a number, defaults filled in.") with { IsShort = false };
        yield return ReportContent.Of(
            source.Rows<EnvironmentRow>(), "environment", EnvironmentTitle,
            "Where it was evaluated; manifest.json has all package versions, the commit and the digest of every file.");
    }

    private static bool IsMain(SettingRow row) =>
        ShortKeys.Contains(row.Key) || (row.Key.EndsWith(".k", StringComparison.Ordinal) && !row.Key.Contains("dbscan", StringComparison.Ordinal));
}
