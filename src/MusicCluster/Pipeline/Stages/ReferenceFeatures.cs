using MusicCluster.Embeddings;
using MusicCluster.Evaluation;
using MusicCluster.Features.Crops;
using MusicCluster.Numerics.Npy;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Transforms;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Makes the one space in which partitions of different representations can be compared from the features.</summary>
internal static class ReferenceFeatures
{
    private const string Statistics = "statistics.npy";
    private const string Mask = "crops.mask.npy";

    /// <summary>Rank-Gauss statistics where the features have crops, else standardized MFCC.</summary>
    public static ReferenceSpace Of(StageOutput features)
    {
        if (features.FileDigests.ContainsKey(Statistics))
        {
            var means = TrackStatistics.Means(features.PathOf(Statistics), features.PathOf(Mask), CropColumns.Of(CropColumnSet.Timbre));
            return new ReferenceSpace("rank-Gauss crop statistics", RankGauss.Fit(means).Transform(means));
        }

        if (features.FileDigests.ContainsKey(GivenFeatures.ReferenceFile))
        {
            return new ReferenceSpace("all given features, each of the same weight", NpyFile.ReadMatrix(features.PathOf(GivenFeatures.ReferenceFile)));
        }

        var mfcc = NpyFile.ReadMatrix(features.PathOf("mfcc.npy"));
        return new ReferenceSpace("standardized MFCC", StandardScaler.Fit(mfcc).Transform(mfcc));
    }

    /// <summary>The feature files that it reads.</summary>
    public static IEnumerable<StageInput> Inputs(StageOutput features) =>
        features.Files(
            features.FileDigests.ContainsKey(Statistics) ? [Statistics, Mask]
            : features.FileDigests.ContainsKey(GivenFeatures.ReferenceFile) ? [GivenFeatures.ReferenceFile]
            : ["mfcc.npy"]);
}
