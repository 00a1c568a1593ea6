using System.Text;
using MusicCluster.Models.Torch;

namespace MusicCluster.Robustness.Hostile;

/// <summary>safetensors with absurd lengths, offsets that overlap or run away, other types, and JSON that is none.</summary>
internal static class HostileWeights
{
    private const string Header =
        """{"__metadata__":{"format":"pt"},"a.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}"""
        + ""","b":{"dtype":"F32","shape":[],"data_offsets":[24,28]}}""";

    private static readonly string[] Pieces = ["F16", "F64", "-1", "0", "9223372036854775807", "1e30", "[",
        "]", "{", "}", "null", "\"\"", ",", "\0", "4294967296", "\"a.weight\":{},", new string('[', 200)];

    /// <summary>A file that is as it should be.</summary>
    public static byte[] Good() => [.. BitConverter.GetBytes((long)Header.Length), .. Encoding.UTF8.GetBytes(Header), .. new byte[28]];

    public static void Run(Random random, string folder)
    {
        var path = Path.Combine(folder, "case.safetensors");
        var header = random.Next(3) == 0 ? Header : Mutation.Of(Header, random, Pieces);
        var length = random.Next(6) == 0 ? Mutation.Interesting(random) : Encoding.UTF8.GetByteCount(header);
        byte[] bytes = [.. BitConverter.GetBytes(length), .. Encoding.UTF8.GetBytes(header), .. Mutation.RandomBytes(random, random.Next(60))];
        File.WriteAllBytes(path, random.Next(4) == 0 ? Mutation.Of(bytes, random) : bytes);
        SafetensorsFile.Read(path);
    }
}
