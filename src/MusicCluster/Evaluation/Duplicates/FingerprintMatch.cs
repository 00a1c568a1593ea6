using System.Numerics;
using MusicCluster.Features.Fingerprints;

namespace MusicCluster.Evaluation.Duplicates;

/// <summary>Two fingerprints laid over each other.</summary>
/// <param name="Offset">Word of the first that the second begins at; may be below zero.</param>
/// <param name="Words">Words compared: those defined in both.</param>
/// <param name="WrongBits">Bits of these that differ.</param>
internal readonly record struct FingerprintMatch(int Offset, int Words, long WrongBits)
{
    /// <summary>Share of bits that differ; 1 where nothing could be compared.</summary>
    public double BitError => Words == 0 ? 1 : (double)WrongBits / ((long)Words * FingerprintMeter.BitCount);

    /// <summary>Compares at an offset.</summary>
    public static FingerprintMatch Of(ReadOnlySpan<uint> first, ReadOnlySpan<uint> second, int offset)
    {
        var start = Math.Max(0, -offset);
        var length = Math.Max(0, Math.Min(second.Length - start, first.Length - offset - start));
        var a = length == 0 ? [] : first.Slice(start + offset, length);
        var b = length == 0 ? [] : second.Slice(start, length);
        var (words, wrong) = (0, 0L);
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] != FingerprintMeter.Undefined && b[i] != FingerprintMeter.Undefined)
            {
                words++;
                wrong += BitOperations.PopCount(a[i] ^ b[i]);
            }
        }

        return new FingerprintMatch(offset, words, wrong);
    }

    /// <summary>The best of the offsets and of their neighbors: the one with the smallest bit error, of equals the first.</summary>
    public static FingerprintMatch Best(uint[] first, uint[] second, IEnumerable<int> offsets) => offsets
        .SelectMany(offset => Enumerable.Range(offset - 1, 3)).Distinct()
        .Select(offset => Of(first, second, offset))
        .MinBy(match => match.BitError);
}
