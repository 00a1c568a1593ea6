using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Stages;

namespace MusicCluster.Pipeline;

/// <summary>Every stage output behind a report.</summary>
internal sealed record RunRecord(
    StageOutput Fetched,
    StageOutput Lyrics,
    StageOutput Features,
    IReadOnlyList<TrainedModel> Models,
    IReadOnlyList<ClusteredRepresentation> Clusters,
    StageOutput Evaluated,
    StageOutput Reported);
