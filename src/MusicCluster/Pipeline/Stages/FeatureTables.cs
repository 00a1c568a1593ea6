using MusicCluster.Corpus;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Pipeline.Stages;

/// <summary>What became of the tracks.</summary>
/// <param name="Kept"><c>tracks.csv</c>: the rows of every feature file.</param>
/// <param name="Failures">The others.</param>
internal sealed record FeatureTables(CsvTable Kept, IReadOnlyList<TrackFailure> Failures)
{
    /// <summary>An empty <c>tracks.csv</c>.</summary>
    public static CsvTable NewTracks() => new("track_id", "duration");
}
