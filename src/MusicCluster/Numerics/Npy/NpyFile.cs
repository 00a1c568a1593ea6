using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using MusicCluster.Foundation;

namespace MusicCluster.Numerics.Npy;

/// <summary>A memory-mapped float32 <c>.npy</c>: rows are read in place, and memory stays flat in their number.</summary>
public sealed unsafe class NpyFile : IDisposable
{
    private readonly MemoryMappedFile? map;
    private readonly MemoryMappedViewAccessor? view;
    private readonly byte* values;
    private readonly int rowLength;
    private readonly MappedPages? pages;

    private NpyFile(string path, NpyHeader header)
    {
        Shape = header.Shape;
        rowLength = checked((int)header.RowLength);
        if (Shape.Contains(0))
        {
            return;
        }

        map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref values);
        pages = new MappedPages(values, checked((long)view.SafeMemoryMappedViewHandle.ByteLength));
        values += header.DataOffset;
    }

    /// <summary>Length of each axis.</summary>
    public IReadOnlyList<long> Shape { get; }

    public long RowCount => Shape[0];

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="UserException">It is missing, is no C-order float32 array, or its length is not that of its shape.</exception>
    public static NpyFile Open(string path)
    {
        var header = ReadHeader(path);
        return header.ElementType == "<f4"
            ? new NpyFile(path, header)
            : throw new UserException($"'{path}' holds '{header.ElementType}'; float32 ('<f4') is needed here.");
    }

    /// <summary>The values of one row (all axes but the first), a view that lives as long as this object.</summary>
    public ReadOnlySpan<float> Row(long row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, RowCount);
        pages?.Count(rowLength * sizeof(float));
        return new ReadOnlySpan<float>((float*)values + (row * rowLength), rowLength);
    }

    /// <summary>Reads a two-dimensional float32 or float64 array into memory.</summary>
    /// <exception cref="UserException">As for <see cref="Open"/>, or the array does not have two axes.</exception>
    public static Matrix ReadMatrix(string path)
    {
        var header = ReadHeader(path);
        if (header.Shape.Count != 2)
        {
            throw new UserException($"'{path}' has {header.Shape.Count} axes; 2 (tracks × dimensions) are needed.");
        }

        var matrix = new Matrix(checked((int)header.Shape[0]), checked((int)header.Shape[1]));
        using var stream = File.OpenRead(path);
        stream.Position = header.DataOffset;
        if (header.ElementType == "<f8")
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(matrix.Values.AsSpan()));
            return matrix;
        }

        var singles = new float[matrix.Values.Length];
        stream.ReadExactly(MemoryMarshal.AsBytes(singles.AsSpan()));
        for (var i = 0; i < singles.Length; i++)
        {
            matrix.Values[i] = singles[i];
        }

        return matrix;
    }

    public void Dispose()
    {
        view?.SafeMemoryMappedViewHandle.ReleasePointer();
        view?.Dispose();
        map?.Dispose();
    }

    private static NpyHeader ReadHeader(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return NpyHeader.Read(stream, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"'{path}' cannot be read: {error.Message}", error);
        }
    }
}
