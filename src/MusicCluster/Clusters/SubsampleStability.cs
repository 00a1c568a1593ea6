using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Clusters;

/// <summary>How far clusters stay the same when a fifth of the tracks is left out (Ben-Hur, Elisseeff and Guyon 2002).</summary>
/// <remarks>It needs no labels. A value near 1 says that the clusters belong to the corpus and not to a few tracks.</remarks>
public static class SubsampleStability
{
    /// <summary>Share of the tracks in each subsample.</summary>
    public const double Share = 0.8;

    /// <summary>Mean adjusted Rand index over all pairs of subsamples, on the tracks that both hold; one value per number of clusters.</summary>
    /// <param name="points">Rows are tracks.</param>
    /// <param name="clusterCounts">Numbers of clusters to try, each at most <see cref="SubsampleLength"/>.</param>
    /// <param name="cluster">Makes a clusterer of a subsample: number of clusters -> labels.</param>
    /// <param name="subsampleCount">Subsamples, at least 2.</param>
    /// <param name="seed">Each subsample has a stream of its own.</param>
    public static double[] Compute(
        Matrix points, IReadOnlyList<int> clusterCounts, Func<Matrix, SeedSequence, Func<int, int[]>> cluster, int subsampleCount,
        SeedSequence seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(subsampleCount, 2);
        var length = SubsampleLength(points.RowCount);
        var rows = new int[subsampleCount][];
        // [number of clusters][subsample][row], −1 where the subsample lacks the row.
        var labels = clusterCounts.Select(_ => new int[subsampleCount][]).ToArray();
        for (var sample = 0; sample < subsampleCount; sample++)
        {
            var stream = seed.Derive($"subsample/{sample}");
            rows[sample] = stream.CreateSource().Permutation(points.RowCount)[..length];
            Array.Sort(rows[sample]);
            var run = cluster(points.SelectRows(rows[sample]), stream);
            for (var i = 0; i < clusterCounts.Count; i++)
            {
                labels[i][sample] = Spread(run(clusterCounts[i]), rows[sample], points.RowCount);
            }
        }

        return [.. labels.Select(MeanAgreement)];
    }

    /// <summary>Tracks per subsample.</summary>
    public static int SubsampleLength(int trackCount) => (int)Math.Round(Share * trackCount);

    private const int Absent = int.MinValue;

    private static int[] Spread(int[] labels, int[] rows, int count)
    {
        var all = new int[count];
        Array.Fill(all, Absent);
        for (var i = 0; i < rows.Length; i++)
        {
            all[rows[i]] = labels[i];
        }

        return all;
    }

    private static double MeanAgreement(int[][] samples)
    {
        var (sum, pairCount) = (0.0, 0);
        for (var first = 0; first < samples.Length; first++)
        {
            for (var second = first + 1; second < samples.Length; second++)
            {
                var both = Enumerable.Range(0, samples[first].Length)
                    .Where(row => samples[first][row] != Absent && samples[second][row] != Absent).ToArray();
                sum += RandIndex.Adjusted(
                    Array.ConvertAll(both, row => samples[first][row]), Array.ConvertAll(both, row => samples[second][row]));
                pairCount++;
            }
        }

        return sum / pairCount;
    }
}
