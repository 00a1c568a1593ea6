using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using MusicCluster.Foundation;

namespace MusicCluster.Numerics.Npy;

/// <summary>The header of NumPy's <c>.npy</c> format, versions 1 to 3 (NEP 1).</summary>
/// <param name="ElementType">NumPy's type string: <c>&lt;f4</c>, <c>&lt;f8</c>, … little-endian only.</param>
/// <param name="Shape">Length of each axis, C order.</param>
/// <param name="DataOffset">Bytes before the first value.</param>
internal sealed partial record NpyHeader(string ElementType, IReadOnlyList<long> Shape, int DataOffset)
{
    /// <summary>Headers that we write have this length, so that the row count can be filled in at the end.</summary>
    public const int WrittenLength = 128;

    private const int MaximumTextLength = 1 << 16;
    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Bytes per value: 4 or 8.</summary>
    public int ElementLength => ElementType == "<f8" ? 8 : 4;

    /// <summary>Values per row (the product of all axes but the first).</summary>
    public long RowLength => Shape.Skip(1).Aggregate(1L, (product, length) => checked(product * length));

    /// <summary>Reads and checks a header.</summary>
    /// <exception cref="UserException">The file is no npy, or of a kind that is not supported, or cut off.</exception>
    public static NpyHeader Read(Stream stream, string path)
    {
        Span<byte> start = stackalloc byte[12];
        if (stream.ReadAtLeast(start[..10], 10, throwOnEndOfStream: false) < 10 || !start[..6].SequenceEqual(Magic))
        {
            throw new UserException($"'{path}' is no .npy file; it must begin with NumPy's magic string.");
        }

        var textLength = (int)BinaryPrimitives.ReadUInt16LittleEndian(start[8..]);
        var textOffset = 10;
        if (start[6] >= 2)
        {
            stream.ReadAtLeast(start[10..], 2, throwOnEndOfStream: false);
            textLength = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(start[8..]), int.MaxValue);
            textOffset = 12;
        }

        if (textLength > MaximumTextLength)
        {
            throw new UserException($"'{path}' has a header of {textLength} bytes; at most {MaximumTextLength} are read.");
        }

        var text = new byte[textLength];
        if (stream.ReadAtLeast(text, textLength, throwOnEndOfStream: false) < textLength)
        {
            throw new UserException($"'{path}' ends inside its header; write it again.");
        }

        return Parse(Encoding.UTF8.GetString(text), textOffset + textLength, path).CheckLength(stream, path);
    }

    /// <summary>A header of <see cref="WrittenLength"/> bytes for little-endian float32 in C order.</summary>
    public static byte[] Format(IReadOnlyList<long> shape)
    {
        var axes = string.Join(", ", shape) + (shape.Count == 1 ? "," : "");
        var text = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({axes}), }}".PadRight(WrittenLength - 11) + "\n";
        var header = new byte[WrittenLength];
        Magic.CopyTo(header, 0);
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)text.Length);
        Encoding.ASCII.GetBytes(text, header.AsSpan(10));
        return header;
    }

    private static NpyHeader Parse(string text, int dataOffset, string path)
    {
        var type = TypePattern().Match(text).Groups[1].Value;
        if (type is not ("<f4" or "<f8"))
        {
            throw new UserException($"'{path}' holds values of type '{type}'; float32 ('<f4') or float64 ('<f8') is needed.");
        }

        if (!OrderPattern().IsMatch(text))
        {
            throw new UserException($"'{path}' is in Fortran order; save it with numpy.ascontiguousarray first.");
        }

        var shape = ShapePattern().Match(text);
        var axes = shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (!shape.Success || axes.Length == 0 || !axes.All(axis => long.TryParse(axis, out var length) && length >= 0))
        {
            throw new UserException($"'{path}' has no shape that can be read: '({shape.Groups[1].Value})'.");
        }

        return new NpyHeader(type, [.. axes.Select(long.Parse)], dataOffset);
    }

    private NpyHeader CheckLength(Stream stream, string path)
    {
        var shape = string.Join(" × ", Shape);
        try
        {
            var expected = checked(DataOffset + (Shape.Aggregate(1L, (product, length) => checked(product * length)) * ElementLength));
            return stream.Length == expected
                ? this
                : throw new UserException($"'{path}' has {stream.Length} bytes; its shape {shape} needs {expected}.");
        }
        catch (OverflowException error)
        {
            throw new UserException($"'{path}' claims the shape {shape}, more than any file holds.", error);
        }
    }

    [GeneratedRegex(@"'descr':\s*'([^']*)'")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"'fortran_order':\s*False")]
    private static partial Regex OrderPattern();

    [GeneratedRegex(@"'shape':\s*\(([0-9,\sL]*)\)")]
    private static partial Regex ShapePattern();
}
