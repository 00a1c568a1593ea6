using MusicCluster.Foundation;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;

namespace MusicCluster.Clusters.Density;

/// <summary>DBSCAN of many points: the nearest neighbors say who is a core point and who reaches whom; only links between clusters are missing.</summary>
/// <remarks>
/// A point that is no core has fewer than minPoints neighbors within the radius, so its nearest ones are all of them. Core points
/// are joined along their nearest neighbors first; a link between two of the clusters so far starts in one that is not the
/// largest, so only their points are met with the others, behind a <see cref="FloatScreen"/>.
/// </remarks>
internal sealed class LinkedCores : IScreenVisitor
{
    private const double Rounding = 1e-12;

    private readonly Matrix points;
    private readonly double squaredRadius;
    private readonly int minPoints;
    private readonly NeighborGraph neighbors;
    private readonly bool[] isCore;
    private readonly DisjointSets sets;

    // Where a tie at the border leaves open what the neighbors are.
    private readonly Dictionary<int, int[]> exact = [];
    private int[] order = [];
    private int[] uniform = [];

    /// <param name="points">Finite.</param>
    /// <param name="radius">At least 0.</param>
    /// <param name="minPoints">Points within the radius that make a core point.</param>
    /// <param name="neighbors">As many nearest neighbors of each point, or all where there are fewer.</param>
    public LinkedCores(Matrix points, double radius, int minPoints, NeighborGraph neighbors)
    {
        this.points = points;
        this.minPoints = minPoints;
        this.neighbors = neighbors;
        squaredRadius = radius * radius;
        isCore = new bool[points.RowCount];
        sets = new DisjointSets(points.RowCount);
    }

    /// <summary>The lowest row of each point's cluster, noise −1.</summary>
    public int[] Run(WorkWatch watch)
    {
        for (var row = 0; row < isCore.Length; row++)
        {
            isCore[row] = Near(row).Count() >= minPoints;
        }

        for (var row = 0; row < isCore.Length; row++)
        {
            foreach (var other in Cores(row))
            {
                _ = isCore[row] && sets.Union(row, other);
            }
        }

        Link(watch);
        // A border point joins the cluster that starts first.
        return [.. Enumerable.Range(0, isCore.Length).Select(row =>
            isCore[row] ? sets.Find(row) : Cores(row).Select(sets.Find).DefaultIfEmpty(Labels.Noise).Min())];
    }

    (double Limit, double Slope) IScreenVisitor.Limit(int place) => (squaredRadius * (1 + Rounding), 0);

    bool IScreenVisitor.Skips(int query, int block) => uniform[block] >= 0 && sets.Find(order[query]) == sets.Find(uniform[block]);

    void IScreenVisitor.Visit(int query, int place)
    {
        var (row, other) = (order[query], order[place]);
        if (sets.Find(row) != sets.Find(other) && IsNear(row, other))
        {
            lock (sets)
            {
                sets.Union(row, other);
            }
        }
    }

    private IEnumerable<int> Cores(int row) => Near(row).Where(other => isCore[other]);

    /// <summary>Points within the radius: all of them for a point that is no core, else as many as make one.</summary>
    private IEnumerable<int> Near(int row)
    {
        if (exact.TryGetValue(row, out var known))
        {
            return known;
        }

        var listed = new ArraySegment<int>(neighbors.Indices, row * neighbors.NeighborCount, neighbors.NeighborCount);
        var last = Distances.FusedSquared(points.Row(row), points.Row(listed[^1]));
        var isOpen = Math.Abs(last - squaredRadius) <= Rounding * squaredRadius && !listed.All(other => IsNear(row, other));
        return isOpen
            ? exact[row] = [.. Enumerable.Range(0, isCore.Length).Where(other => IsNear(row, other))]
            : listed.Where(other => IsNear(row, other));
    }

    private bool IsNear(int row, int other) => Distances.Squared(points.Row(row), points.Row(other)) <= squaredRadius;

    private void Link(WorkWatch watch)
    {
        order = [.. SpatialOrder.Compute(points).Where(row => isCore[row])];
        var roots = Array.ConvertAll(order, sets.Find);
        if (roots.Distinct().Take(2).Count() < 2)
        {
            return;
        }

        var screen = new FloatScreen(points, order);
        uniform = new int[screen.BlockCount];
        for (var block = 0; block < uniform.Length; block++)
        {
            var own = ScreenScan.Panel(roots, block, FloatScreen.BlockLength);
            uniform[block] = own.ContainsAnyExcept(own[0]) ? -1 : own[0];
        }

        var largest = roots.CountBy(root => root).MaxBy(pair => pair.Value).Key;
        int[] queries = [.. Orders.Identity(order.Length).Where(place => roots[place] != largest)];
        watch.For(
            ScreenScan.PanelCount(queries.Length), () => new ScreenScan(screen), (panel, scan) => scan.Run(ScreenScan.Panel(queries, panel), this));
    }
}
