using MusicCluster.Foundation;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;

namespace MusicCluster.Clusters.Density;

/// <summary>The minimum spanning tree of mutual reachability for many points: trees grow together by their shortest links (Borůvka 1926).</summary>
/// <remarks>
/// The nearest neighbors give most of the links. A tree whose shortest link could be one that they do not list meets all points
/// behind a <see cref="FloatScreen"/>; the largest tree never has to look. Links are ordered by length, then by their rows.
/// </remarks>
internal sealed class ReachabilityForest : IScreenVisitor
{
    /// <summary>Points from which this takes the place of <see cref="ReachabilityTree"/>: a guess, where the two meet was not measured.</summary>
    public const int WorthwhilePointCount = 4_096;

    // Neighbors beyond those that measure density: ties at the core distance then are all listed.
    private const int ExtraCount = 8;
    private const double Rounding = 1e-12;

    private readonly Matrix points;
    private readonly NeighborGraph neighbors;
    private readonly double[] core;
    private readonly DisjointSets sets;
    private readonly List<Link> links = [];
    private readonly Link[] shortest;
    private readonly Lock gate = new();
    private readonly int[] order;
    private readonly FloatScreen screen;
    private int[] trees = [];
    private int[] uniform = [];

    private ReachabilityForest(Matrix points, int minPoints, WorkWatch watch)
    {
        this.points = points;
        neighbors = NearestNeighbors.Find(points, Math.Min(points.RowCount, minPoints + ExtraCount), watch);
        core = new double[points.RowCount];
        for (var row = 0; row < core.Length; row++)
        {
            core[row] = neighbors.Distances[(row * neighbors.NeighborCount) + Math.Min(minPoints, neighbors.NeighborCount) - 1];
        }

        sets = new DisjointSets(points.RowCount);
        shortest = new Link[points.RowCount];
        order = SpatialOrder.Compute(points);
        screen = new FloatScreen(points, order);
    }

    /// <summary>The tree as Prim's algorithm grows it from the first row: equal lengths fall as in <see cref="ReachabilityTree"/>.</summary>
    /// <remarks>
    /// Unless distances beyond the listed neighbors are exactly equal, every link of every minimum spanning tree is listed or one of
    /// those found here, so Prim's algorithm on these alone takes the same steps as on all pairs.
    /// </remarks>
    public static List<(int First, int Second, double Height)> Build(Matrix points, int minPoints, WorkWatch watch)
    {
        var forest = new ReachabilityForest(points, minPoints, watch.Part(0, 0.5));
        var treeCount = points.RowCount;
        while (treeCount > 1)
        {
            forest.Look(watch.Cancellation);
            treeCount = forest.Join();
            watch.Report(1 - (0.5 * Math.Log(treeCount) / Math.Log(points.RowCount)));
        }

        return SparseTree.Grow(points.RowCount, forest.Listed().Concat(forest.links));
    }

    (double Limit, double Slope) IScreenVisitor.Limit(int place)
    {
        var length = shortest[trees[order[place]]].Length;
        return (length * length * (1 + Rounding), 0);
    }

    bool IScreenVisitor.Skips(int query, int block) => uniform[block] == trees[order[query]];

    void IScreenVisitor.Visit(int query, int place)
    {
        var (row, other) = (order[query], order[place]);
        if (trees[row] != trees[other] && core[other] <= shortest[trees[row]].Length)
        {
            Offer(trees[row], LinkOf(row, other, Math.Sqrt(Distances.FusedSquared(points.Row(row), points.Row(other)))));
        }
    }

    /// <summary>The links between neighbors.</summary>
    private IEnumerable<Link> Listed()
    {
        for (var i = 0; i < neighbors.Indices.Length; i++)
        {
            var row = i / neighbors.NeighborCount;
            if (neighbors.Indices[i] != row)
            {
                yield return LinkOf(row, neighbors.Indices[i], neighbors.Distances[i]);
            }
        }
    }

    private Link LinkOf(int row, int other, double distance) =>
        new(Math.Max(Math.Max(core[row], core[other]), distance), Math.Min(row, other), Math.Max(row, other));

    private void Offer(int tree, Link link)
    {
        lock (gate)
        {
            shortest[tree] = link.CompareTo(shortest[tree]) < 0 ? link : shortest[tree];
        }
    }

    /// <summary>Finds the shortest link of every tree but the largest.</summary>
    private void Look(CancellationToken cancellation)
    {
        trees = Array.ConvertAll(Orders.Identity(points.RowCount), sets.Find);
        Array.Fill(shortest, Link.None);
        foreach (var link in Listed())
        {
            if (trees[link.First] != trees[link.Second])
            {
                Offer(trees[link.First], link);
                Offer(trees[link.Second], link);
            }
        }

        var largest = trees.CountBy(tree => tree).MaxBy(pair => pair.Value).Key;
        uniform = new int[screen.BlockCount];
        for (var block = 0; block < uniform.Length; block++)
        {
            var start = block * FloatScreen.BlockLength;
            var own = order.AsSpan(start, Math.Min(FloatScreen.BlockLength, order.Length - start));
            uniform[block] = trees[own[0]];
            foreach (var row in own)
            {
                uniform[block] = trees[row] == uniform[block] ? uniform[block] : -1;
            }
        }

        // What is not listed is at least as far as the last that is.
        int[] queries = [.. Orders.Identity(order.Length).Where(place => trees[order[place]] != largest && IsOpen(order[place]))];
        Workers.For(
            ScreenScan.PanelCount(queries.Length), () => new ScreenScan(screen),
            (panel, scan) => scan.Run(ScreenScan.Panel(queries, panel), this), cancellation);
        shortest[largest] = Link.None;
    }

    private bool IsOpen(int row) => neighbors.Distances[((row + 1) * neighbors.NeighborCount) - 1] <= shortest[trees[row]].Length;

    /// <summary>Joins each tree along its shortest link; returns how many trees are left.</summary>
    private int Join()
    {
        foreach (var tree in trees.Distinct())
        {
            var link = shortest[tree];
            if (link.First >= 0 && sets.Union(link.First, link.Second))
            {
                links.Add(link);
            }
        }

        return trees.Distinct().Select(sets.Find).Distinct().Count();
    }
}

/// <summary>Two rows and how far apart they are; ordered by length, then by rows.</summary>
internal readonly record struct Link(double Length, int First, int Second) : IComparable<Link>
{
    /// <summary>Longer than any.</summary>
    public static Link None { get; } = new(double.PositiveInfinity, -1, -1);

    public int CompareTo(Link other) => (Length, First, Second).CompareTo((other.Length, other.First, other.Second));
}
