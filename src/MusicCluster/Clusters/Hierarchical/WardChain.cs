using System.Runtime.Intrinsics;
using MusicCluster.Numerics;

namespace MusicCluster.Clusters.Hierarchical;

/// <summary>Ward's linkage by the nearest-neighbor chain on the clusters' centers: O(n) memory.</summary>
/// <remarks>
/// The squared distance of clusters a and b is 2 |a| |b| ÷ (|a| + |b|) · ‖center a − center b‖², that is 2 ‖…‖² ÷ (1/|a| + 1/|b|).
/// Quotients are compared by cross-multiplication, which spares a division per pair.
/// </remarks>
internal sealed unsafe class WardChain
{
    private readonly Matrix centers;
    private readonly double[] inverseSizes;

    // Place of each cluster in the blocks, −1 once it is gone, and the cluster at each place.
    private readonly int[] places;
    private int[] clusters;
    private PointBlocks blocks;
    private double[] inverseAtPlace;
    private int activeCount;

    public WardChain(Matrix points)
    {
        centers = Moments.Center(points, Moments.Means(points));
        inverseSizes = new double[points.RowCount];
        Array.Fill(inverseSizes, 1);
        places = Orders.Identity(points.RowCount);
        clusters = Orders.Identity(points.RowCount);
        activeCount = points.RowCount;
        (blocks, inverseAtPlace) = LayOut();
    }

    /// <summary>Joins everything.</summary>
    public List<(int First, int Second, double Height)> Run()
    {
        var merges = new List<(int, int, double)>(Math.Max(0, activeCount - 1));
        var chain = new List<int>();
        var start = 0;
        while (activeCount > 1)
        {
            if (chain.Count == 0)
            {
                while (places[start] < 0)
                {
                    start++;
                }

                chain.Add(start);
            }

            var last = chain[^1];
            var previous = chain.Count > 1 ? chain[^2] : -1;
            var (nearest, squared) = Nearest(last, previous);
            if (nearest != previous)
            {
                chain.Add(nearest);
                continue;
            }

            chain.RemoveRange(chain.Count - 2, 2);
            merges.Add((Math.Min(last, nearest), Math.Max(last, nearest), Math.Sqrt(2 * squared)));
            Join(Math.Min(last, nearest), Math.Max(last, nearest));
        }

        return merges;
    }

    private void Join(int gone, int kept)
    {
        var goneSize = 1 / inverseSizes[gone];
        var keptSize = 1 / inverseSizes[kept];
        var share = goneSize / (goneSize + keptSize);
        var target = centers.Row(kept);
        var source = centers.Row(gone);
        for (var column = 0; column < target.Length; column++)
        {
            target[column] += share * (source[column] - target[column]);
        }

        inverseSizes[kept] = 1 / Math.Round(goneSize + keptSize);
        inverseAtPlace[places[kept]] = inverseSizes[kept];
        blocks.Set(places[kept], target);
        Remove(gone);
    }

    private void Remove(int gone)
    {
        Span<double> nothing = centers.Row(gone);
        nothing.Fill(double.NaN);
        blocks.Set(places[gone], nothing);
        places[gone] = -1;
        activeCount--;
        if (activeCount * 5 >= clusters.Length * 4 || clusters.Length <= 64)
        {
            return;
        }

        // A fifth of the places is empty: close ranks, in order.
        clusters = [.. clusters.Where(cluster => places[cluster] >= 0)];
        for (var place = 0; place < clusters.Length; place++)
        {
            places[clusters[place]] = place;
        }

        (blocks, inverseAtPlace) = LayOut();
    }

    private (PointBlocks Blocks, double[] Inverse) LayOut()
    {
        var layout = new PointBlocks(centers, clusters);
        var inverse = new double[layout.BlockCount * PointBlocks.LaneCount];
        for (var place = 0; place < clusters.Length; place++)
        {
            inverse[place] = inverseSizes[clusters[place]];
        }

        return (layout, inverse);
    }

    private (int Cluster, double Squared) Nearest(int cluster, int previous)
    {
        var dimension = centers.ColumnCount;
        var own = places[cluster];
        var bestSquared = Vector512.Create(double.PositiveInfinity);
        var bestWeight = Vector512<double>.One;
        var bestBlock = Vector512.Create(-1.0);
        var ownWeight = Vector512.Create(inverseSizes[cluster]);
        fixed (double* source = blocks.Values, point = centers.Row(cluster), inverse = inverseAtPlace)
        {
            var block = source;
            for (var b = 0; b < blocks.BlockCount; b++, block += dimension * PointBlocks.LaneCount)
            {
                var sum = Vector512<double>.Zero;
                var sum1 = Vector512<double>.Zero;
                var column = 0;
                for (; column + 1 < dimension; column += 2)
                {
                    var difference = Vector512.Load(block + (column * PointBlocks.LaneCount)) - Vector512.Create(point[column]);
                    var difference1 = Vector512.Load(block + ((column + 1) * PointBlocks.LaneCount)) - Vector512.Create(point[column + 1]);
                    sum = Vector512.FusedMultiplyAdd(difference, difference, sum);
                    sum1 = Vector512.FusedMultiplyAdd(difference1, difference1, sum1);
                }

                for (; column < dimension; column++)
                {
                    var difference = Vector512.Load(block + (column * PointBlocks.LaneCount)) - Vector512.Create(point[column]);
                    sum = Vector512.FusedMultiplyAdd(difference, difference, sum);
                }

                sum += sum1;
                var weight = ownWeight + Vector512.Load(inverse + (b * PointBlocks.LaneCount));
                var nearer = Vector512.LessThan(sum * bestWeight, bestSquared * weight);
                if (b == own / PointBlocks.LaneCount)
                {
                    nearer &= OtherLanes(own % PointBlocks.LaneCount);
                }

                bestSquared = Vector512.ConditionalSelect(nearer, sum, bestSquared);
                bestWeight = Vector512.ConditionalSelect(nearer, weight, bestWeight);
                bestBlock = Vector512.ConditionalSelect(nearer, Vector512.Create((double)b), bestBlock);
            }
        }

        return Choose(bestSquared, bestWeight, bestBlock, cluster, previous);
    }

    private (int Cluster, double Squared) Choose(
        Vector512<double> squared, Vector512<double> weight, Vector512<double> block, int cluster, int previous)
    {
        var best = -1;
        var bestValue = double.PositiveInfinity;
        for (var lane = 0; lane < PointBlocks.LaneCount; lane++)
        {
            var value = squared[lane] / weight[lane];
            if (block[lane] < 0 || value > bestValue)
            {
                continue;
            }

            var place = ((int)block[lane] * PointBlocks.LaneCount) + lane;
            if (value < bestValue || place < best)
            {
                (best, bestValue) = (place, value);
            }
        }

        if (previous >= 0)
        {
            // The way back wins a tie, within the rounding of the two directions, so that the chain always ends.
            var back = SquaredTo(cluster, previous);
            if (best < 0 || back <= bestValue * (1 + 1e-14))
            {
                return (previous, back);
            }
        }

        return (clusters[best], bestValue);
    }

    private double SquaredTo(int first, int second) =>
        Distances.Squared(centers.Row(first), centers.Row(second)) / (inverseSizes[first] + inverseSizes[second]);

    private static Vector512<double> OtherLanes(int lane)
    {
        var mask = Vector512<long>.AllBitsSet.WithElement(lane, 0);
        return mask.AsDouble();
    }
}
