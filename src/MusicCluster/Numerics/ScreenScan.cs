using System.Numerics;

namespace MusicCluster.Numerics;

/// <summary>Meets some places of a <see cref="FloatScreen"/> with all others; what one thread works in.</summary>
internal sealed class ScreenScan
{
    /// <summary>Queries at once: they stay in the first-level cache while a tile of points stays in the second.</summary>
    public const int PanelLength = 128;

    private const int TileBlockCount = 8;

    private readonly FloatScreen screen;
    private readonly float[] queries;
    private readonly float[] thresholds = new float[PanelLength];
    private readonly float[] slopes = new float[PanelLength];
    private readonly ulong[] masks = new ulong[FloatScreen.QueryCount * TileBlockCount];

    public ScreenScan(FloatScreen screen)
    {
        this.screen = screen;
        queries = new float[PanelLength * screen.Dimension];
    }

    /// <summary>Visits every place that may lie within a query's limit.</summary>
    /// <param name="places">Of the queries, at most <see cref="PanelLength"/>.</param>
    /// <param name="visitor">Knows the limits and takes the pairs.</param>
    public void Run(ReadOnlySpan<int> places, IScreenVisitor visitor)
    {
        thresholds.AsSpan().Fill(float.PositiveInfinity);
        for (var i = 0; i < places.Length; i++)
        {
            screen.CopyQuery(places[i], queries.AsSpan(i * screen.Dimension, screen.Dimension));
            SetLimit(i, places[i], visitor);
        }

        for (var first = 0; first < screen.BlockCount; first += TileBlockCount)
        {
            var tile = masks.AsSpan(0, FloatScreen.QueryCount * Math.Min(TileBlockCount, screen.BlockCount - first));
            for (var group = 0; group < places.Length; group += FloatScreen.QueryCount)
            {
                screen.Screen(
                    queries.AsSpan(group * screen.Dimension, FloatScreen.QueryCount * screen.Dimension),
                    thresholds.AsSpan(group, FloatScreen.QueryCount), slopes.AsSpan(group, FloatScreen.QueryCount), first, tile);
                for (var i = 0; i < tile.Length; i++)
                {
                    if (tile[i] != 0)
                    {
                        var query = group + (i % FloatScreen.QueryCount);
                        Visit(places[query], first + (i / FloatScreen.QueryCount), tile[i], visitor);
                        SetLimit(query, places[query], visitor);
                    }
                }
            }
        }
    }

    /// <summary>The places of one panel.</summary>
    /// <param name="places">Of all queries.</param>
    /// <param name="panel">Which.</param>
    /// <param name="length">Places per panel.</param>
    public static ReadOnlySpan<int> Panel(int[] places, int panel, int length = PanelLength) =>
        places.AsSpan(panel * length, Math.Min(length, places.Length - (panel * length)));

    /// <summary>Panels of so many queries.</summary>
    public static int PanelCount(int queryCount, int length = PanelLength) => (queryCount + length - 1) / length;

    private static void Visit(int query, int block, ulong mask, IScreenVisitor visitor)
    {
        for (; mask != 0 && !visitor.Skips(query, block); mask &= mask - 1)
        {
            visitor.Visit(query, (block * FloatScreen.BlockLength) + BitOperations.TrailingZeroCount(mask));
        }
    }

    private void SetLimit(int query, int place, IScreenVisitor visitor)
    {
        var (limit, slope) = visitor.Limit(place);
        (thresholds[query], slopes[query]) = (screen.Threshold(place, limit), slope == 0 ? 0 : screen.Slope(slope));
        if (!float.IsFinite(thresholds[query]) || !float.IsFinite(slopes[query]))
        {
            // Everything passes.
            (thresholds[query], slopes[query]) = (float.MinValue, 0);
        }
    }
}

/// <summary>What a scan asks and tells.</summary>
internal interface IScreenVisitor
{
    /// <summary>The squared distance to which pairs of a query matter: limit + slope · the other place's slope.</summary>
    (double Limit, double Slope) Limit(int place);

    /// <summary>Whether no place of a block matters to a query.</summary>
    bool Skips(int query, int block) => false;

    /// <summary>A place that may lie within the limit, the query itself among them.</summary>
    void Visit(int query, int place);
}
