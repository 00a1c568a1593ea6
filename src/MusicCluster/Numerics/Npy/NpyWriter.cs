using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MusicCluster.Numerics.Npy;

/// <summary>Writes a float32 <c>.npy</c> row by row, from any thread, in any order; the row count is set at the end.</summary>
public sealed class NpyWriter : IDisposable
{
    private readonly SafeFileHandle file;
    private readonly long[] rowShape;

    /// <summary>Creates or replaces <paramref name="path"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rowShape">Length of every axis but the first; none for a vector.</param>
    public NpyWriter(string path, params long[] rowShape)
    {
        this.rowShape = rowShape;
        RowLength = rowShape.Aggregate(1L, (product, length) => checked(product * length));
        file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.Read);
    }

    /// <summary>Values per row.</summary>
    public long RowLength { get; }

    /// <summary>Writes one row; thread safe for different rows.</summary>
    /// <exception cref="ArgumentException">The row does not have <see cref="RowLength"/> values.</exception>
    public void WriteRow(long row, ReadOnlySpan<float> values)
    {
        if (values.Length != RowLength)
        {
            throw new ArgumentException($"A row has {RowLength} values, not {values.Length}.", nameof(values));
        }

        var offset = NpyHeader.WrittenLength + (row * RowLength * sizeof(float));
        RandomAccess.Write(file, MemoryMarshal.AsBytes(values), offset);
    }

    /// <summary>Writes the header for rows 0 … rowCount − 1 and cuts off what lies behind them.</summary>
    public void Complete(long rowCount)
    {
        RandomAccess.SetLength(file, NpyHeader.WrittenLength + (rowCount * RowLength * sizeof(float)));
        RandomAccess.Write(file, NpyHeader.Format([rowCount, .. rowShape]), 0);
    }

    public void Dispose() => file.Dispose();

    /// <summary>Writes a whole matrix as float32.</summary>
    public static void Write(string path, Matrix matrix)
    {
        using var writer = new NpyWriter(path, matrix.ColumnCount);
        var row = new float[matrix.ColumnCount];
        for (var i = 0; i < matrix.RowCount; i++)
        {
            var source = matrix.Row(i);
            for (var j = 0; j < row.Length; j++)
            {
                row[j] = (float)source[j];
            }

            writer.WriteRow(i, row);
        }

        writer.Complete(matrix.RowCount);
    }
}
