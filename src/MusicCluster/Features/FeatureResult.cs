using MusicCluster.Corpus;

namespace MusicCluster.Features;

/// <summary>What became of the tracks.</summary>
/// <param name="Kept">In the order of the input and of the rows of every feature file.</param>
/// <param name="Failures">The others, in the order of the input.</param>
public sealed record FeatureResult(IReadOnlyList<KeptTrack> Kept, IReadOnlyList<TrackFailure> Failures);
