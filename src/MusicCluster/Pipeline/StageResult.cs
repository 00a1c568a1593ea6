namespace MusicCluster.Pipeline;

/// <summary>What is said about a stage when it is over.</summary>
/// <param name="Name">fetch, lyrics, features, train, cluster, evaluate or report.</param>
/// <param name="Folder">The folder that it wrote or found up to date.</param>
/// <param name="WasUpToDate">Whether nothing had to be done.</param>
/// <param name="Summary">What came out, in a few words.</param>
/// <param name="Seconds">Wall time of the work, now or when it was done.</param>
public sealed record StageResult(string Name, string Folder, bool WasUpToDate, string Summary, double Seconds);
