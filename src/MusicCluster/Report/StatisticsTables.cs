namespace MusicCluster.Report;

/// <summary>What the statistical tests found, where the evaluation could run them.</summary>
internal static class StatisticsTables
{
    private static readonly (string File, string Title, string Caption)[] Files =
    [
        ("ranking", "Choosing without labels", "Representations by stability under 80 % subsampling and by silhouette in the reference space, beside the order by genres, which nothing may choose by."),
        ("artists", "How much is artist recognition", "Agreement with the genres, agreement with the artists, and agreement with the genres when every artist is judged by one track."),
    ];

    public static IEnumerable<ReportTable> Read(ReportSource source) => Files
        .Where(file => File.Exists(source.Table(file.File + ".csv")))
        .Select(file => ReportContent.Detail(source, file.File, file.Title, file.Caption));
}
