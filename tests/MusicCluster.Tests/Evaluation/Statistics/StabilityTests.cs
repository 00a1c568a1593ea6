using MusicCluster.Evaluation.Statistics;
using MusicCluster.Metrics;
using Xunit;

namespace MusicCluster.Tests.Evaluation.Statistics;

public class StabilityTests
{
    [Fact]
    public void SeedToSeed_RenamedClusters_IsOne() =>
        Assert.Equal(1, Stability.SeedToSeed([[0, 0, 1, 1], [1, 1, 0, 0], [5, 5, 2, 2]]).Value);

    [Fact]
    public void SeedToSeed_ThreeSeeds_IsTheMeanOverPairs()
    {
        int[][] partitions = [[0, 0, 1, 1, 2, 2], [0, 0, 1, 1, 1, 1], [0, 1, 2, 0, 1, 2]];
        var expected = (RandIndex.Adjusted(partitions[0], partitions[1]) + RandIndex.Adjusted(partitions[0], partitions[2])
            + RandIndex.Adjusted(partitions[1], partitions[2])) / 3;
        Assert.Equal(expected, Stability.SeedToSeed(partitions).Value!.Value, 1e-12);
    }

    [Fact]
    public void SeedToSeed_OneSeedOrTrack_HasAReason()
    {
        Assert.Equal("there are 1 seeds; at least 2 are needed", Stability.SeedToSeed([[0, 1]]).Status);
        Assert.Equal("there are 1 tracks; at least 2 are needed", Stability.SeedToSeed([[0], [0]]).Status);
    }
}
