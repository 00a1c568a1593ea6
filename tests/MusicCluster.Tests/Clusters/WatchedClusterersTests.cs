using System.Diagnostics;
using MusicCluster.Clusters;
using MusicCluster.Foundation;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Clusters;

/// <summary>Clusterers of a large collection say how far they are, can be ended, and give the same labels with one thread.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(Foundation.WorkersTests))]
public class WatchedClusterersTests
{
    private static readonly Matrix Points = RandomPoints.Blobs(21_000, 8, 6, 1, 2);

    // Average and complete linkage have a matrix of 1.8 GB here: theirs is a smaller one.
    private static readonly Matrix FewPoints = RandomPoints.Blobs(3_000, 8, 6, 1, 2);

    public static TheoryData<string> Names => [.. ClustererCatalog.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_Watched_HearsRisingSharesUpToTheEnd(string name)
    {
        var shares = new List<double>();
        Cluster(name, new WorkWatch(shares.Add, TestContext.Current.CancellationToken));
        Assert.True(shares.Count >= 5, $"{shares.Count} reports");
        Assert.Equal(shares.Order(), shares);
        Assert.InRange(shares[^1], 0.9, 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_Canceled_EndsWithinASecond(string name)
    {
        using var source = new CancellationTokenSource();
        var clock = new Stopwatch();
        var watch = new WorkWatch(
            share =>
            {
                if (share > 0.01 && !clock.IsRunning)
                {
                    clock.Start();
                    source.Cancel();
                }
            },
            source.Token);
        Assert.ThrowsAny<OperationCanceledException>(() => Cluster(name, watch));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_OneThread_GivesTheLabelsOfTwo(string name)
    {
        var before = Workers.Limit;
        try
        {
            Workers.Limit = 2;
            var expected = Cluster(name, WorkWatch.None);
            Workers.Limit = 1;
            Assert.Equal(expected, Cluster(name, WorkWatch.None));
        }
        finally
        {
            Workers.Limit = before;
        }
    }

    private static int[] Cluster(string name, WorkWatch watch) => Clusterer.Run(
        new ClustererOptions(name) { K = [6] }, name is "average" or "complete" ? FewPoints : Points, 0, new SeedSequence(0), watch: watch)[0].Labels;
}
