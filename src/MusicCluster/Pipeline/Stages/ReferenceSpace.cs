using MusicCluster.Embeddings;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Transforms;

namespace MusicCluster.Pipeline.Stages;

/// <summary>The one space in which partitions of different representations can be compared.</summary>
/// <param name="Name">What it is, for captions.</param>
/// <param name="Points">[tracks, dimensions].</param>
internal sealed record ReferenceSpace(string Name, Matrix Points)
{
    private const string Statistics = "statistics.npy";
    private const string Mask = "crops.mask.npy";

    /// <summary>Rank-Gauss statistics where the features have crops, else standardised MFCC.</summary>
    public static ReferenceSpace Of(StageOutput features)
    {
        if (features.FileDigests.ContainsKey(Statistics))
        {
            var means = TrackStatistics.Means(features.PathOf(Statistics), features.PathOf(Mask));
            return new ReferenceSpace("rank-Gauss crop statistics", RankGauss.Fit(means).Transform(means));
        }

        if (features.FileDigests.ContainsKey(GivenFeatures.ReferenceFile))
        {
            return new ReferenceSpace("all given features, each of the same weight", NpyFile.ReadMatrix(features.PathOf(GivenFeatures.ReferenceFile)));
        }

        var mfcc = NpyFile.ReadMatrix(features.PathOf("mfcc.npy"));
        return new ReferenceSpace("standardised MFCC", StandardScaler.Fit(mfcc).Transform(mfcc));
    }

    /// <summary>The feature files that it reads.</summary>
    public static IEnumerable<StageInput> Inputs(StageOutput features) =>
        features.Files(
            features.FileDigests.ContainsKey(Statistics) ? [Statistics, Mask]
            : features.FileDigests.ContainsKey(GivenFeatures.ReferenceFile) ? [GivenFeatures.ReferenceFile]
            : ["mfcc.npy"]);
}
