using MusicCluster.Numerics;
using static TorchSharp.torch;

namespace MusicCluster.Models;

/// <summary>Standardised rows of a feature file as batches, straight from the memory-mapped file.</summary>
internal sealed class RowSource : IDisposable
{
    private readonly NpyFile file;
    private readonly long[] rowShape;
    private readonly int rowLength;
    private readonly float[] offsets;
    private readonly float[] scales;

    private RowSource(NpyFile file, bool isPerColumn)
    {
        this.file = file;
        rowShape = [.. file.Shape.Skip(1)];
        rowLength = file.RowCount == 0 ? 0 : file.Row(0).Length;
        (offsets, scales) = Moments(isPerColumn);
    }

    public int RowCount => checked((int)file.RowCount);

    /// <summary>Length of each axis of a row.</summary>
    public IReadOnlyList<long> RowShape => rowShape;

    /// <summary>Opens a feature file.</summary>
    /// <param name="path">float32, [tracks, …].</param>
    /// <param name="isPerColumn">Standardise each value over the tracks, or all values together.</param>
    public static RowSource Open(string path, bool isPerColumn) => new(NpyFile.Open(path), isPerColumn);

    /// <summary>The given rows as one tensor [rows, …].</summary>
    public Tensor Batch(ReadOnlySpan<int> rows, Device device)
    {
        var values = new float[rows.Length * rowLength];
        for (var i = 0; i < rows.Length; i++)
        {
            var source = file.Row(rows[i]);
            var target = values.AsSpan(i * rowLength, rowLength);
            System.Numerics.Tensors.TensorPrimitives.Subtract(source, offsets, target);
            System.Numerics.Tensors.TensorPrimitives.Multiply(target, scales, target);
        }

        return Tensors.Of(values, [rows.Length, .. rowShape], device);
    }

    public void Dispose() => file.Dispose();

    private (float[] Offsets, float[] Scales) Moments(bool isPerColumn)
    {
        var (sums, squares) = (new double[rowLength], new double[rowLength]);
        for (var row = 0; row < RowCount; row++)
        {
            var values = file.Row(row);
            for (var i = 0; i < rowLength; i++)
            {
                sums[i] += values[i];
                squares[i] += (double)values[i] * values[i];
            }
        }

        var count = (double)RowCount;
        if (!isPerColumn)
        {
            Array.Fill(sums, sums.Sum() / rowLength);
            Array.Fill(squares, squares.Sum() / rowLength);
        }

        var deviations = sums.Zip(squares, (sum, square) => Math.Sqrt(Math.Max(0, (square / count) - (sum / count * (sum / count)))));
        // A constant column carries nothing: it becomes zero instead of infinite.
        return ([.. sums.Select(sum => (float)(sum / count))], [.. deviations.Select(value => value > 1e-8 ? (float)(1 / value) : 0)]);
    }
}
