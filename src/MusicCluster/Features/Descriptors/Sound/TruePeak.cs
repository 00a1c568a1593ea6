using System.Runtime.InteropServices;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Descriptors.Sound;

/// <summary>The greatest magnitude between and at the samples: four times oversampled by a polyphase filter of twelve taps.</summary>
/// <remarks>
/// Source: ITU-R BS.1770-4, annex 2, with its coefficients. Its third and fourth phases are the second and the first backwards, so sums and
/// differences of mirrored samples serve two phases each, and the greater of both magnitudes is |even part| + |odd part|.
/// </remarks>
internal static class TruePeak
{
    /// <summary>Samples before a sample that its phases read.</summary>
    public const int History = TapCount - 1;

    private const int TapCount = 12;
    private const int PairCount = TapCount / 2;

    // The first and the second phase.
    private static readonly double[][] Phases =
    [
        [
            0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625,
            0.97216796875, -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125,
        ],
        [
            -0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625,
            0.77978515625, -0.2003173828125, 0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375,
        ],
    ];

    private static readonly float[] Even = Parts(1);
    private static readonly float[] Odd = Parts(-1);

    /// <summary>No value between samples exceeds the peak of the samples it is computed from by more than this factor.</summary>
    public static float Bound { get; } = (float)(Phases.Max(phase => phase.Sum(Math.Abs)) * (1 + 1e-5));

    /// <summary>The greatest magnitude of the interpolated values that end at the samples first … first + count − 1.</summary>
    /// <param name="samples">A channel; <see cref="History"/> and a register's samples lie before <paramref name="first"/>.</param>
    /// <param name="first">First sample.</param>
    /// <param name="count">Samples, at least one.</param>
    /// <param name="limit">Values that are computed from samples up to this may be left out.</param>
    public static float Of<TLanes>(ReadOnlySpan<float> samples, int first, int count, float limit)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var start = ref MemoryMarshal.GetReference(samples);
        ref var even = ref MemoryMarshal.GetArrayDataReference(Even);
        ref var odd = ref MemoryMarshal.GetArrayDataReference(Odd);
        var (peak, limits) = (TLanes.Broadcast(0), TLanes.Broadcast(limit));
        var last = first + count - TLanes.Count;
        for (var i = first; i < first + count; i += TLanes.Count)
        {
            // The last register overlaps the one before: a maximum may count twice.
            nint at = Math.Min(i, last) - History;
            if (!TLanes.AnyAbove(Greatest<TLanes>(ref start, at), limits))
            {
                continue;
            }

            var (evenFirst, evenSecond) = (TLanes.Broadcast(0), TLanes.Broadcast(0));
            var (oddFirst, oddSecond) = (TLanes.Broadcast(0), TLanes.Broadcast(0));
            for (var pair = 0; pair < PairCount; pair++)
            {
                var (left, right) = (TLanes.Load(ref start, at + pair), TLanes.Load(ref start, at + History - pair));
                var (sum, difference) = (left + right, left - right);
                evenFirst = TLanes.MultiplyAdd(sum, Coefficient<TLanes>(ref even, pair), evenFirst);
                oddFirst = TLanes.MultiplyAdd(difference, Coefficient<TLanes>(ref odd, pair), oddFirst);
                evenSecond = TLanes.MultiplyAdd(sum, Coefficient<TLanes>(ref even, PairCount + pair), evenSecond);
                oddSecond = TLanes.MultiplyAdd(difference, Coefficient<TLanes>(ref odd, PairCount + pair), oddSecond);
            }

            peak = TLanes.GreaterOf(peak, TLanes.Abs(evenFirst) + TLanes.Abs(oddFirst));
            peak = TLanes.GreaterOf(peak, TLanes.Abs(evenSecond) + TLanes.Abs(oddSecond));
        }

        return Lanes.Greatest(peak);
    }

    // Of the magnitudes that a register of values is computed from.
    private static TLanes Greatest<TLanes>(ref float samples, nint at)
        where TLanes : struct, ILanes<TLanes>
    {
        var greatest = TLanes.Abs(TLanes.Load(ref samples, at + History));
        for (nint i = 0; i < History; i += TLanes.Count)
        {
            greatest = TLanes.GreaterOf(greatest, TLanes.Abs(TLanes.Load(ref samples, at + i)));
        }

        return greatest;
    }

    private static TLanes Coefficient<TLanes>(ref float coefficients, int index)
        where TLanes : struct, ILanes<TLanes> => TLanes.Broadcast(System.Runtime.CompilerServices.Unsafe.Add(ref coefficients, index));

    // Taps k and 11 − k of both phases: half their sum, or half their difference.
    private static float[] Parts(int sign) =>
        [.. Phases.SelectMany(phase => Enumerable.Range(0, PairCount).Select(k => (float)((phase[k] + (sign * phase[TapCount - 1 - k])) / 2)))];
}
