using MusicCluster.Clusters;
using MusicCluster.Features.Descriptors;

namespace MusicCluster.Evaluation.Groups;

/// <summary>What is known of the tracks besides points and genres, by track id.</summary>
/// <param name="Clusterers">The profile's, for clustering again.</param>
/// <param name="Descriptors">Empty where tracks were never heard.</param>
/// <param name="Lyrics">The kept texts.</param>
/// <param name="Albums">Only of tracks whose tags name one.</param>
internal sealed record GroupSources(
    IReadOnlyList<ClustererOptions> Clusterers, IReadOnlyDictionary<string, DescriptorRow> Descriptors,
    IReadOnlyDictionary<string, string> Lyrics, IReadOnlyDictionary<string, string> Albums)
{
    /// <summary>Nothing is known.</summary>
    public static GroupSources None { get; } = new(
        [], new Dictionary<string, DescriptorRow>(), new Dictionary<string, string>(), new Dictionary<string, string>());
}
