using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Descriptors.Sound;

/// <summary>Peak, energy and true peak of a run of samples in one pass.</summary>
internal static class RunPeaks
{
    private const int ChunkLength = 128;

    /// <summary>Greatest magnitude and sum of squares; chunks that cannot beat the true peak so far are not interpolated.</summary>
    /// <param name="samples">A channel; <see cref="TruePeak.History"/> and a register's samples lie before <paramref name="first"/>.</param>
    /// <param name="first">First sample of the run.</param>
    /// <param name="count">Samples of the run.</param>
    /// <param name="truePeak">Raised to the run's.</param>
    /// <param name="isInterpolated">Whether the true peak is wanted.</param>
    public static (float Peak, double Energy) Measure(ReadOnlySpan<float> samples, int first, int count, ref float truePeak, bool isInterpolated) =>
        Vector512.IsHardwareAccelerated ? Measure<Lanes512>(samples, first, count, ref truePeak, isInterpolated)
        : Vector256.IsHardwareAccelerated ? Measure<Lanes256>(samples, first, count, ref truePeak, isInterpolated)
        : Vector128.IsHardwareAccelerated ? Measure<Lanes128>(samples, first, count, ref truePeak, isInterpolated)
        : Measure<Lanes1>(samples, first, count, ref truePeak, isInterpolated);

    internal static (float Peak, double Energy) Measure<TLanes>(
        ReadOnlySpan<float> samples, int first, int count, ref float truePeak, bool isInterpolated)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var start = ref MemoryMarshal.GetReference(samples);
        var (peaks, energies, oddEnergies) = (TLanes.Broadcast(0), TLanes.Broadcast(0), TLanes.Broadcast(0));
        var (restPeak, restEnergy) = (0f, 0.0);
        // Below this, interpolated values stay below the true peak so far. What the first values read lies before the run.
        var limit = TLanes.Broadcast(truePeak / TruePeak.Bound);
        var before = TLanes.Broadcast(float.PositiveInfinity);
        for (var done = 0; done < count; done += ChunkLength)
        {
            var length = Math.Min(ChunkLength, count - done);
            var (chunk, oddChunk) = (TLanes.Broadcast(0), TLanes.Broadcast(0));
            nint i = first + done;
            // Two of each, so that a result need not wait for the one before.
            for (var end = i + length - (2 * TLanes.Count); i <= end; i += 2 * TLanes.Count)
            {
                var (values, odd) = (TLanes.Load(ref start, i), TLanes.Load(ref start, i + TLanes.Count));
                chunk = TLanes.GreaterOf(chunk, TLanes.Abs(values));
                oddChunk = TLanes.GreaterOf(oddChunk, TLanes.Abs(odd));
                energies = TLanes.MultiplyAdd(values, values, energies);
                oddEnergies = TLanes.MultiplyAdd(odd, odd, oddEnergies);
            }

            for (nint last = first + done + length - TLanes.Count; i <= last; i += TLanes.Count)
            {
                var values = TLanes.Load(ref start, i);
                chunk = TLanes.GreaterOf(chunk, TLanes.Abs(values));
                energies = TLanes.MultiplyAdd(values, values, energies);
            }

            foreach (var value in samples[(int)i..(first + done + length)])
            {
                (restPeak, restEnergy) = (Math.Abs(value) > restPeak ? Math.Abs(value) : restPeak, restEnergy + (value * value));
            }

            chunk = TLanes.GreaterOf(chunk, oddChunk);
            peaks = TLanes.GreaterOf(peaks, chunk);
            // Only the last chunk has samples that fill no register.
            if (isInterpolated && (length < ChunkLength || TLanes.AnyAbove(TLanes.GreaterOf(chunk, before), limit)))
            {
                truePeak = Math.Max(truePeak, TruePeak.Of<TLanes>(samples, first + done, length, truePeak / TruePeak.Bound));
                limit = TLanes.Broadcast(truePeak / TruePeak.Bound);
            }

            before = chunk;
        }

        var (peak, energy) = (Math.Max(Lanes.Greatest(peaks), restPeak), Lanes.Sum(energies + oddEnergies) + restEnergy);
        truePeak = isInterpolated ? Math.Max(truePeak, peak) : truePeak;
        return (peak, energy);
    }
}
