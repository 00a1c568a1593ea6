using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MusicCluster.Foundation;

namespace MusicCluster.Pipeline.Shards;

/// <summary>One of several parts of a stage's work, <c>3/7</c>.</summary>
/// <param name="Index">From 1 to <paramref name="Count"/>.</param>
/// <param name="Count">How many there are.</param>
internal sealed record Shard(int Index, int Count)
{
    /// <summary>Slurm's arrays end at 1,000 unless its administrator raised MaxArraySize.</summary>
    public const int MaximumCount = 1000;

    /// <summary>Reads <c>K/N</c>.</summary>
    /// <exception cref="UserException">It is none.</exception>
    public static Shard Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2 && TryNumber(parts[0], out var index) && TryNumber(parts[1], out var count)
            && index >= 1 && index <= count && count <= MaximumCount
            ? new Shard(index, count)
            : throw new UserException($"Shard '{text}' is none; write K/N with K from 1 to N and N up to {MaximumCount}, e.g. --shard 3/7.");
    }

    /// <summary>Which shard of so many a track belongs to: its id alone decides, so a list that grows moves no track.</summary>
    /// <returns>From 1 to <paramref name="count"/>.</returns>
    public static int IndexOf(string trackId, int count)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(trackId), digest);
        return 1 + (int)(BinaryPrimitives.ReadUInt64LittleEndian(digest) % (ulong)count);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
