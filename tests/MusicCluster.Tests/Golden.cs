namespace MusicCluster.Tests;

/// <summary>The golden files beside the test assembly: values from librosa, scikit-learn, torch and umap-learn.</summary>
internal static class Golden
{
    /// <summary>Absolute path of a golden file, e.g. <c>Path("mp3/vbr_v5_44k.mp3")</c>.</summary>
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Golden", name);

    /// <summary>A CSV of numbers without header, as rows.</summary>
    public static double[][] ReadCsv(string name) =>
        [.. File.ReadLines(Path(name)).Where(line => line.Length > 0)
            .Select(line => line.Split(',').Select(double.Parse).ToArray())];
}
