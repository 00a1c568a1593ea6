using System.Numerics.Tensors;

namespace MusicCluster.Models.Data;

/// <summary>Brings groups of neighboring values to mean 0 and variance 1: single columns, mel bands, or whole spectrograms.</summary>
internal sealed class RowScale
{
    private readonly float[] offsets;
    private readonly float[] scales;

    private RowScale(float[] offsets, float[] scales)
    {
        this.offsets = offsets;
        this.scales = scales;
    }

    public delegate ReadOnlySpan<float> ReadRow(int row);

    /// <summary>Learns mean and deviation of each group in one pass.</summary>
    /// <param name="rows">Rows to learn from.</param>
    /// <param name="read">The values of a row.</param>
    /// <param name="rowLength">Values per row.</param>
    /// <param name="groupCount">Groups of equal length that a row falls into.</param>
    public static RowScale Fit(IEnumerable<int> rows, ReadRow read, int rowLength, int groupCount)
    {
        var (sums, squares, wide, count) = (new double[rowLength], new double[rowLength], new double[rowLength], 0L);
        foreach (var row in rows)
        {
            TensorPrimitives.ConvertTruncating(read(row), wide);
            TensorPrimitives.Add(sums, wide, sums);
            // The square of a float is exact in double, so a fused product rounds as a plain one does.
            TensorPrimitives.FusedMultiplyAdd(wide, wide, squares, squares);
            count++;
        }

        var (offsets, scales) = (new float[rowLength], new float[rowLength]);
        var length = rowLength / groupCount;
        for (var start = 0; start < rowLength; start += length)
        {
            var mean = Sum(sums, start, length) / length / count;
            var deviation = Math.Sqrt(Math.Max(0, (Sum(squares, start, length) / length / count) - (mean * mean)));
            offsets.AsSpan(start, length).Fill((float)mean);
            // A constant column carries nothing: it becomes zero instead of infinite.
            scales.AsSpan(start, length).Fill(deviation <= 1e-8 ? 0 : (float)(1 / deviation));
        }

        return new RowScale(offsets, scales);
    }

    public void Apply(ReadOnlySpan<float> row, Span<float> target)
    {
        TensorPrimitives.Subtract(row, offsets, target);
        TensorPrimitives.Multiply(target, scales, target);
    }

    private static double Sum(double[] values, int start, int length)
    {
        var sum = 0.0;
        for (var i = start; i < start + length; i++)
        {
            sum += values[i];
        }

        return sum;
    }
}
