using System.Runtime.Intrinsics;
using MusicCluster.Numerics;

namespace MusicCluster.Clusters.Partitioning;

/// <summary>Hamerly's bounds (2010) for blocks of points: while no point of a block can change its cluster, the block is skipped.</summary>
/// <remarks>
/// Upper bounds the distance to the own center, lower that to any other. Centers that move loosen both. Labels are the same as
/// without bounds; a margin far above rounding keeps near ties out.
/// </remarks>
internal sealed class LloydBounds(int paddedCount)
{
    /// <summary>Clusters from which keeping the bounds costs less than it saves (measured).</summary>
    public const int WorthwhileClusterCount = 12;

    private const double Margin = 1e-9;

    private readonly double[] upper = new double[paddedCount];
    private readonly double[] lower = new double[paddedCount];

    /// <summary>Whether every point of a block surely keeps its cluster.</summary>
    public bool CanSkip(int block)
    {
        var own = Vector512.Create<double>(upper.AsSpan(block * PointBlocks.LaneCount));
        var others = Vector512.Create<double>(lower.AsSpan(block * PointBlocks.LaneCount));
        return Vector512.LessThanAll(own * (1 + Margin), others);
    }

    /// <summary>Takes the exact squared distances of a block.</summary>
    public void Set(int block, Vector512<double> nearest, Vector512<double> second)
    {
        // Empty lanes hold NaN or infinity: they must never keep a block from being skipped.
        var isPoint = Vector512.LessThan(nearest, Vector512.Create(double.PositiveInfinity));
        Vector512.ConditionalSelect(isPoint, Vector512.Sqrt(nearest), Vector512<double>.Zero).CopyTo(upper.AsSpan(block * PointBlocks.LaneCount));
        Vector512.ConditionalSelect(isPoint, Vector512.Sqrt(second), Vector512.Create(double.PositiveInfinity))
            .CopyTo(lower.AsSpan(block * PointBlocks.LaneCount));
    }

    /// <summary>Loosens the bounds after the centers moved.</summary>
    /// <param name="labels">Cluster of each point.</param>
    /// <param name="moves">How far each center moved.</param>
    public void Loosen(ReadOnlySpan<int> labels, ReadOnlySpan<double> moves)
    {
        var (largest, second) = (0, 0.0);
        for (var cluster = 1; cluster < moves.Length; cluster++)
        {
            if (moves[cluster] > moves[largest])
            {
                (second, largest) = (moves[largest], cluster);
            }
            else
            {
                second = Math.Max(second, moves[cluster]);
            }
        }

        for (var i = 0; i < labels.Length; i++)
        {
            upper[i] += moves[labels[i]];
            lower[i] -= labels[i] == largest ? second : moves[largest];
        }
    }
}
