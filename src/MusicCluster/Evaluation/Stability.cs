using MusicCluster.Metrics;

namespace MusicCluster.Evaluation;

/// <summary>How far partitions of the same tracks agree with each other, without labels.</summary>
public static class Stability
{
    /// <summary>Name in the tables.</summary>
    public const string Name = "stability";

    /// <summary>Mean adjusted Rand index over all pairs of seeds; 1 when every seed gives the same clusters.</summary>
    /// <param name="partitions">One partition of the tracks per seed; noise is a cluster of its own.</param>
    /// <exception cref="ArgumentException">The partitions differ in length.</exception>
    public static MetricValue SeedToSeed(IReadOnlyList<int[]> partitions)
    {
        if (partitions.Count < 2)
        {
            return MetricValue.Undefined(Name, $"there are {partitions.Count} seeds; at least 2 are needed");
        }

        if (partitions[0].Length < 2)
        {
            return MetricValue.Undefined(Name, $"there are {partitions[0].Length} tracks; at least 2 are needed");
        }

        var sum = 0.0;
        for (var first = 0; first < partitions.Count; first++)
        {
            for (var second = first + 1; second < partitions.Count; second++)
            {
                sum += RandIndex.Adjusted(partitions[first], partitions[second]);
            }
        }

        return MetricValue.Of(Name, sum / (partitions.Count * (partitions.Count - 1) / 2));
    }
}
