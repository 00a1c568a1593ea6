using MusicCluster.Foundation;

namespace MusicCluster.Numerics.Graphs;

/// <summary>Exact nearest neighbors of many points: single precision rules out nearly all pairs, the others are computed as ever.</summary>
/// <remarks>The same neighbors and distances, bit for bit, as by comparing every pair in double precision.</remarks>
internal sealed class ScreenedNeighbors : IScreenVisitor
{
    /// <summary>Points from which the screen is used: a guess, where it begins to pay was not measured.</summary>
    public const int WorthwhilePointCount = 2_048;

    private readonly Matrix points;
    private readonly int count;
    private readonly int[] order;
    private readonly int[] indices;
    private readonly double[] squared;

    private ScreenedNeighbors(Matrix points, int count)
    {
        this.points = points;
        this.count = count;
        order = SpatialOrder.Compute(points);
        indices = new int[points.RowCount * count];
        squared = new double[indices.Length];
        Array.Fill(squared, double.PositiveInfinity);
        Array.Fill(indices, int.MaxValue);
    }

    /// <summary>Finds the neighbors of every row; <paramref name="count"/> is at most the number of rows.</summary>
    public static (int[] Indices, double[] Squared) Find(Matrix points, int count, WorkWatch watch)
    {
        var search = new ScreenedNeighbors(points, count);
        var screen = new FloatScreen(points, search.order);
        var places = Orders.Identity(points.RowCount);
        watch.For(
            ScreenScan.PanelCount(places.Length), () => new ScreenScan(screen),
            (panel, scan) =>
            {
                var own = ScreenScan.Panel(places, panel);
                search.CompareWithin(own);
                scan.Run(own, search);
            });
        return (search.indices, search.squared);
    }

    (double Limit, double Slope) IScreenVisitor.Limit(int place) => (squared[((order[place] + 1) * count) - 1], 0);

    void IScreenVisitor.Visit(int query, int place)
    {
        if (query / FloatScreen.BlockLength != place / FloatScreen.BlockLength)
        {
            Insert(order[query], order[place]);
        }
    }

    /// <summary>Places of one block are near each other: they come first.</summary>
    private void CompareWithin(ReadOnlySpan<int> places)
    {
        foreach (var place in places)
        {
            var start = place / FloatScreen.BlockLength * FloatScreen.BlockLength;
            for (var other = start; other < Math.Min(order.Length, start + FloatScreen.BlockLength); other++)
            {
                Insert(order[place], order[other]);
            }
        }
    }

    private void Insert(int row, int other)
    {
        var distance = Distances.FusedSquared(points.Row(row), points.Row(other));
        var near = squared.AsSpan(row * count, count);
        var names = indices.AsSpan(row * count, count);
        var place = count - 1;
        if (distance > near[place] || (distance == near[place] && other > names[place]))
        {
            return;
        }

        for (; place > 0 && (near[place - 1] > distance || (near[place - 1] == distance && names[place - 1] > other)); place--)
        {
            (near[place], names[place]) = (near[place - 1], names[place - 1]);
        }

        (near[place], names[place]) = (distance, other);
    }
}
