using System.Globalization;
using System.Text;
using MusicCluster.Numerics.Npy;

namespace MusicCluster.Robustness.Hostile;

/// <summary>.npy with wrong headers, object types, Fortran order, huge shapes, and too few or too many bytes.</summary>
internal static class HostileArrays
{
    private static readonly string[] Types = ["<f4", "<f8", ">f4", "|O", "<i8", "<U10", "f4", "<f16", "", "[('a', '<f4')]"];

    private static readonly string[] Pieces =
        ["'", "{", "}", "(", ")", ",", ":", "\n", "\0", "True", "None", "99999999999999999999", "-1", "0", "1e3", "'descr': '<f4', "];

    public static void Run(Random random, string folder)
    {
        var path = Path.Combine(folder, "case.npy");
        File.WriteAllBytes(path, random.Next(4) == 0 ? Mutation.Of(Make(random, false), random) : Make(random, true));
        if (random.Next(2) == 0)
        {
            NpyFile.ReadMatrix(path);
            return;
        }

        using var file = NpyFile.Open(path);
        for (long row = 0; row < Math.Min(file.RowCount, 100); row++)
        {
            if (file.Row(row) is [var value, ..] && float.IsNegativeInfinity(value))
            {
                return;
            }
        }
    }

    private static byte[] Make(Random random, bool isOdd)
    {
        var shape = isOdd && random.Next(2) == 0
            ? string.Join(", ", Enumerable.Range(0, random.Next(5)).Select(_ => Mutation.Interesting(random).ToString(CultureInfo.InvariantCulture))) + ","
            : $"{random.Next(5)}, {random.Next(5)}";
        var type = isOdd && random.Next(2) == 0 ? Types[random.Next(Types.Length)] : Types[random.Next(2)];
        var header = $"{{'descr': '{type}', 'fortran_order': {(isOdd && random.Next(6) == 0 ? "True" : "False")}, 'shape': ({shape}), }}";
        header = isOdd && random.Next(3) == 0 ? Mutation.Of(header, random, Pieces) : header;
        header += new string(' ', Math.Max(0, 63 - ((10 + header.Length) % 64))) + "\n";
        var version = (byte)(isOdd && random.Next(6) == 0 ? random.Next(256) : random.Next(1, 4));
        var length = isOdd && random.Next(6) == 0 ? (int)Mutation.Interesting(random) : Encoding.UTF8.GetByteCount(header);
        byte[] lengthBytes = version == 1 ? BitConverter.GetBytes((ushort)length) : BitConverter.GetBytes(length);
        var dataLength = shape.Split(", ") is [var rows, var columns] && int.TryParse(rows, out var rowCount)
            && int.TryParse(columns, out var columnCount) && random.Next(3) > 0
            ? rowCount * columnCount * (type == "<f8" ? 8 : 4)
            : random.Next(220);
        return [0x93, .. "NUMPY"u8, version, 0, .. lengthBytes, .. Encoding.UTF8.GetBytes(header), .. Mutation.RandomBytes(random, dataLength)];
    }
}
