using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Projection;

/// <summary>UMAP's layout: stochastic gradient descent that pulls neighbors together and pushes drawn points apart.</summary>
/// <remarks>An edge of weight w is drawn in a share w ÷ max of the epochs, evenly spread. One thread: order is part of the result.</remarks>
internal static class UmapLayout
{
    private const float Clip = 4;

    /// <summary>Moves the points.</summary>
    /// <param name="graph">Neighbors; both directions of an edge are present.</param>
    /// <param name="start">First coordinates, shape [pointCount, 2].</param>
    /// <param name="options">Settings.</param>
    /// <param name="epochCount">Rounds.</param>
    /// <param name="random">Draws the points that are pushed away.</param>
    public static Matrix Run(SparseGraph graph, Matrix start, UmapOptions options, int epochCount, RandomSource random)
    {
        var places = Array.ConvertAll(start.Values, value => (float)value);
        var (a, b) = CurveFit.Fit(options.MinDist);
        var forces = new ForceTable(a, b);
        var edgeCount = graph.Columns.Length;
        var heads = new int[edgeCount];
        for (var row = 0; row < graph.PointCount; row++)
        {
            heads.AsSpan(graph.Starts[row], graph.Starts[row + 1] - graph.Starts[row]).Fill(row);
        }

        var largest = edgeCount == 0 ? 1 : graph.Weights.Max();
        var periods = Array.ConvertAll(graph.Weights, weight => (float)(largest / weight));
        var nextDraw = (float[])periods.Clone();
        var pushPeriods = Array.ConvertAll(periods, period => period / Math.Max(1, options.NegativeSampleCount));
        var nextPush = (float[])pushPeriods.Clone();
        var stream = random.NextUInt64();
        for (var epoch = 0; epoch < epochCount; epoch++)
        {
            var rate = 1f - (epoch / (float)epochCount);
            for (var edge = 0; edge < edgeCount; edge++)
            {
                if (nextDraw[edge] > epoch)
                {
                    continue;
                }

                Attract(places, heads[edge] * 2, graph.Columns[edge] * 2, forces, rate);
                nextDraw[edge] += periods[edge];
                if (options.NegativeSampleCount > 0)
                {
                    var pushes = (int)((epoch - nextPush[edge]) / pushPeriods[edge]);
                    Repel(places, heads[edge] * 2, pushes, forces, rate, ref stream);
                    nextPush[edge] += pushes * pushPeriods[edge];
                }
            }
        }

        return new Matrix(graph.PointCount, 2, Array.ConvertAll(places, place => (double)place));
    }

    private static void Attract(float[] places, int head, int tail, ForceTable forces, float rate)
    {
        var x = places[head] - places[tail];
        var y = places[head + 1] - places[tail + 1];
        var squared = (x * x) + (y * y);
        if (squared <= 0)
        {
            return;
        }

        var factor = forces.Pull(squared);
        var moveX = Limit(factor * x) * rate;
        var moveY = Limit(factor * y) * rate;
        places[head] += moveX;
        places[head + 1] += moveY;
        places[tail] -= moveX;
        places[tail + 1] -= moveY;
    }

    /// <remarks>All pushes of one draw start from the same place: the processor can work on them side by side.</remarks>
    private static unsafe void Repel(float[] places, int head, int count, ForceTable forces, float rate, ref ulong stream)
    {
        var pointCount = (uint)(places.Length / 2);
        var (headX, headY) = (places[head], places[head + 1]);
        var (sumX, sumY) = (0f, 0f);
        var bits = 0UL;
        fixed (float* all = places)
        {
            for (var i = 0; i < count; i++)
            {
                // Two draws of 32 bits from each number of the stream.
                bits = (i & 1) == 0 ? RandomSource.SplitMix64(ref stream) : bits >> 32;
                var other = all + (2 * ((((ulong)(uint)bits) * pointCount) >> 32));
                var x = headX - other[0];
                var y = headY - other[1];
                var squared = (x * x) + (y * y);
                if (squared > 0)
                {
                    var factor = forces.Push(squared);
                    sumX += Limit(factor * x);
                    sumY += Limit(factor * y);
                }
                else if (other != all + head)
                {
                    sumX += Clip;
                    sumY += Clip;
                }
            }
        }

        places[head] = headX + (sumX * rate);
        places[head + 1] = headY + (sumY * rate);
    }

    private static float Limit(float move) => float.MinNative(float.MaxNative(move, -Clip), Clip);
}
