using MusicCluster.Foundation;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;

namespace MusicCluster.Clusters.Hierarchical;

/// <summary>Ward's linkage in rounds on the clusters' centers: all pairs that are each other's nearest are joined at once. O(n) memory.</summary>
/// <remarks>
/// The squared distance of clusters a and b is 2 ‖center a − center b‖² ÷ (1/|a| + 1/|b|). A union is never nearer to a third
/// cluster than the nearer of its parts (Bruynooghe 1977), so the tree is the one of joining the nearest pair step by step, and only
/// those whose nearest cluster was joined look again. They do so side by side, behind a <see cref="FloatScreen"/>.
/// Pairs are ordered by distance, then by their numbers, so that there always is a pair to join.
/// </remarks>
internal sealed class WardRounds : IScreenVisitor
{
    // Places beside the own one that are compared first: the spatial order puts near clusters there.
    private const int BesideCount = 8;

    private readonly Matrix centers;
    private readonly double[] inverseSizes;
    private readonly int[] nearest;
    private readonly double[] distances;

    // Place of each cluster in the screen, −1 once it is gone, and the cluster at each place.
    private readonly int[] places;
    private int[] clusters;
    private FloatScreen screen;
    private int activeCount;

    public WardRounds(Matrix points)
    {
        centers = Moments.Center(points, Moments.Means(points));
        inverseSizes = new double[points.RowCount];
        Array.Fill(inverseSizes, 1);
        nearest = new int[points.RowCount];
        distances = new double[points.RowCount];
        places = new int[points.RowCount];
        clusters = SpatialOrder.Compute(centers);
        activeCount = points.RowCount;
        screen = LayOut();
    }

    /// <summary>Joins everything.</summary>
    /// <param name="watch">Hears how far the work is, and can end it.</param>
    public List<(int First, int Second, double Height)> Run(WorkWatch watch)
    {
        var merges = new List<(int, int, double)>(Math.Max(0, activeCount - 1));
        var searching = clusters;
        while (activeCount > 1)
        {
            Search(searching, watch.Cancellation);
            var pairs = Array.FindAll(clusters, cluster => places[cluster] >= 0 && cluster < nearest[cluster] && nearest[nearest[cluster]] == cluster);
            foreach (var cluster in pairs)
            {
                merges.Add((cluster, nearest[cluster], Math.Sqrt(2 * distances[cluster])));
                Join(cluster, nearest[cluster]);
            }

            // Rounding can leave a nearest cluster that no longer is one; looking again at all finds a pair.
            var joined = pairs.SelectMany(cluster => new[] { cluster, nearest[cluster] }).ToHashSet();
            searching = Array.FindAll(
                clusters, cluster => places[cluster] >= 0 && (pairs.Length == 0 || joined.Contains(cluster) || joined.Contains(nearest[cluster])));
            // A search costs as much as there are clusters, so most of the time goes before the first joins.
            watch.Report(1 - Math.Pow(activeCount / (double)places.Length, 2));
            CloseRanks();
        }

        return merges;
    }

    /// <summary>Finds the nearest cluster of some.</summary>
    private void Search(int[] searching, CancellationToken cancellation)
    {
        var queries = Array.ConvertAll(searching, cluster => places[cluster]);
        Array.Sort(queries);
        // Few queries still are work for every thread.
        var length = Math.Clamp((queries.Length + (4 * Workers.Limit) - 1) / (4 * Workers.Limit), 1, ScreenScan.PanelLength);
        length = (length + FloatScreen.QueryCount - 1) / FloatScreen.QueryCount * FloatScreen.QueryCount;
        Workers.For(
            ScreenScan.PanelCount(queries.Length, length), () => new ScreenScan(screen),
            (panel, scan) =>
            {
                var own = ScreenScan.Panel(queries, panel, length);
                foreach (var place in own)
                {
                    CompareBeside(place);
                }

                scan.Run(own, this);
            },
            cancellation);
    }

    (double Limit, double Slope) IScreenVisitor.Limit(int place)
    {
        var cluster = clusters[place];
        return (distances[cluster] * inverseSizes[cluster], distances[cluster]);
    }

    void IScreenVisitor.Visit(int query, int place) => Compare(clusters[query], clusters[place]);

    private void CompareBeside(int place)
    {
        var cluster = clusters[place];
        distances[cluster] = double.PositiveInfinity;
        nearest[cluster] = -1;
        for (var other = Math.Max(0, place - BesideCount); other <= Math.Min(clusters.Length - 1, place + BesideCount); other++)
        {
            Compare(cluster, clusters[other]);
        }
    }

    private void Compare(int cluster, int other)
    {
        if (other == cluster || places[other] < 0)
        {
            return;
        }

        var distance = Distances.Squared(centers.Row(cluster), centers.Row(other)) / (inverseSizes[cluster] + inverseSizes[other]);
        if (distance < distances[cluster] || (distance == distances[cluster] && IsBefore(cluster, other, nearest[cluster])))
        {
            (distances[cluster], nearest[cluster]) = (distance, other);
        }
    }

    /// <summary>Whether the pair with one cluster comes before the pair with another at the same distance; without another it does.</summary>
    private static bool IsBefore(int cluster, int first, int second) => second < 0
        || (Math.Min(cluster, first), Math.Max(cluster, first)).CompareTo((Math.Min(cluster, second), Math.Max(cluster, second))) < 0;

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
        screen.Set(places[kept], target, inverseSizes[kept]);
        screen.Remove(places[gone]);
        places[gone] = -1;
        activeCount--;
    }

    private void CloseRanks()
    {
        // Not before a fifth of the places is empty.
        if (activeCount * 5 < clusters.Length * 4)
        {
            clusters = Array.FindAll(clusters, cluster => places[cluster] >= 0);
            screen = LayOut();
        }
    }

    private FloatScreen LayOut()
    {
        var layout = new FloatScreen(centers, clusters);
        for (var place = 0; place < clusters.Length; place++)
        {
            places[clusters[place]] = place;
            layout.Set(place, centers.Row(clusters[place]), inverseSizes[clusters[place]]);
        }

        return layout;
    }
}
