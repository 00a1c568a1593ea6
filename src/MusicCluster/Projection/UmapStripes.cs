using MusicCluster.Foundation;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Projection;

/// <summary>UMAP's layout of many points on all threads: in each step a part of the points moves while all others rest.</summary>
/// <remarks>
/// A point that moves sees the others where they were before the step, so points can be treated in any order with one result.
/// <see cref="UmapLayout"/> moves both ends of an edge, which comes in both directions; here the end that moves is pulled again.
/// Each point and epoch draws from a stream of its own.
/// </remarks>
internal sealed class UmapStripes
{
    private const int StripeCount = 32;
    private const int ChunkLength = 64;

    // Twice the pull would make up for the end that rests, but both ends may move in one step: half of it was chosen by hand.
    private const float SecondPull = 0.5f;
    private const float Clip = 4;

    private readonly SparseGraph graph;
    private readonly ForceTable forces;
    private readonly float[] places;
    private readonly float[] moved;
    private readonly float[] periods;
    private readonly float[] nextDraw;
    private readonly float[] nextPush;
    private readonly int pushCount;
    private readonly ulong stream;

    /// <param name="graph">Neighbors; both directions of an edge are present.</param>
    /// <param name="start">First coordinates, shape [pointCount, 2].</param>
    /// <param name="options">Settings.</param>
    /// <param name="random">Draws the points that are pushed away.</param>
    public UmapStripes(SparseGraph graph, Matrix start, UmapOptions options, RandomSource random)
    {
        this.graph = graph;
        var (a, b) = CurveFit.Fit(options.MinDist);
        forces = new ForceTable(a, b);
        places = Array.ConvertAll(start.Values, value => (float)value);
        moved = (float[])places.Clone();
        var largest = graph.Weights.Length == 0 ? 1 : graph.Weights.Max();
        periods = Array.ConvertAll(graph.Weights, weight => (float)(largest / weight));
        nextDraw = (float[])periods.Clone();
        pushCount = options.NegativeSampleCount;
        nextPush = Array.ConvertAll(periods, period => period / Math.Max(1, pushCount));
        stream = random.NextUInt64();
    }

    /// <summary>Moves the points.</summary>
    /// <param name="epochCount">Rounds.</param>
    /// <param name="watch">Hears how far the layout is, and can end it.</param>
    public Matrix Run(int epochCount, WorkWatch watch)
    {
        var chunkCount = (graph.PointCount + (StripeCount * ChunkLength) - 1) / (StripeCount * ChunkLength);
        for (var epoch = 0; epoch < epochCount; epoch++)
        {
            for (var stripe = 0; stripe < StripeCount; stripe++)
            {
                // Neighboring rows are no neighbors in space, so a stripe is a fair sample of the map.
                var (round, first) = (epoch, stripe);
                var rate = 1f - (epoch / (float)epochCount);
                Workers.For(chunkCount, chunk => MoveChunk((chunk * StripeCount) + first, round, rate), watch.Cancellation);
                Workers.For(chunkCount, chunk => Settle((chunk * StripeCount) + first));
            }

            watch.Report((epoch + 1) / (double)epochCount);
        }

        return new Matrix(graph.PointCount, 2, Array.ConvertAll(places, place => (double)place));
    }

    private (int Start, int End) Rows(int chunk) =>
        (Math.Min(graph.PointCount, chunk * ChunkLength), Math.Min(graph.PointCount, (chunk + 1) * ChunkLength));

    private void Settle(int chunk)
    {
        var (start, end) = Rows(chunk);
        moved.AsSpan(2 * start, 2 * (end - start)).CopyTo(places.AsSpan(2 * start));
    }

    private void MoveChunk(int chunk, int epoch, float rate)
    {
        var (start, end) = Rows(chunk);
        for (var row = start; row < end; row++)
        {
            Move(row, epoch, rate);
        }
    }

    private void Move(int row, int epoch, float rate)
    {
        var (x, y) = (places[2 * row], places[(2 * row) + 1]);
        var state = stream + (((ulong)(uint)epoch << 32) | (uint)row);
        for (var edge = graph.Starts[row]; edge < graph.Starts[row + 1]; edge++)
        {
            if (nextDraw[edge] > epoch)
            {
                continue;
            }

            nextDraw[edge] += periods[edge];
            var (otherX, otherY) = (places[2 * graph.Columns[edge]], places[(2 * graph.Columns[edge]) + 1]);
            Pull(ref x, ref y, otherX, otherY, rate);
            Pull(ref x, ref y, otherX, otherY, rate * SecondPull);
            if (pushCount > 0)
            {
                var pushPeriod = periods[edge] / pushCount;
                var pushes = (int)((epoch - nextPush[edge]) / pushPeriod);
                Push(row, ref x, ref y, pushes, rate, ref state);
                nextPush[edge] += pushes * pushPeriod;
            }
        }

        (moved[2 * row], moved[(2 * row) + 1]) = (x, y);
    }

    private void Pull(ref float x, ref float y, float otherX, float otherY, float rate)
    {
        var (awayX, awayY) = (x - otherX, y - otherY);
        var squared = (awayX * awayX) + (awayY * awayY);
        if (squared > 0)
        {
            var factor = forces.Pull(squared);
            x += Limit(factor * awayX) * rate;
            y += Limit(factor * awayY) * rate;
        }
    }

    /// <remarks>All pushes of one draw start from the same place: the processor can work on them side by side.</remarks>
    private unsafe void Push(int row, ref float x, ref float y, int count, float rate, ref ulong state)
    {
        var pointCount = (uint)graph.PointCount;
        var (sumX, sumY) = (0f, 0f);
        var bits = 0UL;
        fixed (float* all = places)
        {
            for (var i = 0; i < count; i++)
            {
                // Two draws of 32 bits from each number of the stream.
                bits = (i & 1) == 0 ? RandomSource.SplitMix64(ref state) : bits >> 32;
                var drawn = (int)(((ulong)(uint)bits * pointCount) >> 32);
                var (awayX, awayY) = (x - all[2 * drawn], y - all[(2 * drawn) + 1]);
                var squared = (awayX * awayX) + (awayY * awayY);
                if (drawn == row)
                {
                    continue;
                }

                var factor = squared > 0 ? forces.Push(squared) : 0;
                sumX += squared > 0 ? Limit(factor * awayX) : Clip;
                sumY += squared > 0 ? Limit(factor * awayY) : Clip;
            }
        }

        x += sumX * rate;
        y += sumY * rate;
    }

    private static float Limit(float move) => float.MinNative(float.MaxNative(move, -Clip), Clip);
}
