using MusicCluster.Clusters;
using MusicCluster.Clusters.Partitioning;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Clusters;

public class AutoClusterCountTests
{
    [Theory]
    [InlineData("k-means", 3)]
    [InlineData("ward", 4)]
    [InlineData("gmm", 3)]
    public void Run_Auto_FindsTheNumberOfBlobs(string name, int groupCount)
    {
        // Far and equally far centers, so that fewer clusters have to cut somewhere at random.
        var points = RandomPoints.Gaussian(groupCount * 30, groupCount, 2);
        for (var i = 0; i < points.RowCount; i++)
        {
            points[i, i % groupCount] += 12;
        }

        var options = new ClustererOptions(name, InitCount: 3) { K = [ClusterCount.Auto] };
        var partition = Assert.Single(Clusterer.Run(options, points, 0, new SeedSequence(1)));
        Assert.StartsWith("k=auto", partition.Method.Parameters, StringComparison.Ordinal);
        Assert.StartsWith($"k = {groupCount} by stability 1.00 and silhouette 0.", partition.Note, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, points.RowCount).Select(i => i % groupCount), partition.Labels);
    }

    [Fact]
    public void Run_AutoWithAReferenceSpace_RejectsWhatCannotBeSeenThere()
    {
        // The representation is stable in 2 groups; the reference space knows nothing of them but has 3.
        var points = RandomPoints.Blobs(90, 2, 2, 30, 1);
        var reference = RandomPoints.Blobs(90, 2, 3, 30, 2);
        var options = new ClustererOptions("k-means") { K = [ClusterCount.Auto] };
        var own = Clusterer.Run(options, points, 0, new SeedSequence(1))[0];
        Assert.StartsWith("k = 2 ", own.Note, StringComparison.Ordinal);
        var seen = Clusterer.Run(options, points, 0, new SeedSequence(1), reference)[0];
        Assert.False(seen.Note.StartsWith("k = 2 ", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_AutoOfFewTracks_SaysSo()
    {
        var options = new ClustererOptions("k-means") { K = [ClusterCount.Auto] };
        Assert.Contains("too few", Clusterer.Run(options, new Matrix(3, 1, [1, 2, 3]), 0, new SeedSequence(1))[0].Status, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_StableAndUnstable_AreToldApart()
    {
        var points = RandomPoints.Blobs(100, 4, 2, 15, 1);
        Func<int, int[]> Cluster(Matrix subset, SeedSequence stream) =>
            count => KMeans.Fit(subset, count, 5, stream.CreateSource()).Labels;
        var stabilities = SubsampleStability.Compute(points, [2, 7], Cluster, 6, new SeedSequence(3));
        Assert.Equal(1, stabilities[0]);
        Assert.InRange(stabilities[1], 0.1, 0.8);
        Assert.Equal(stabilities, SubsampleStability.Compute(points, [2, 7], Cluster, 6, new SeedSequence(3)));
    }
}
