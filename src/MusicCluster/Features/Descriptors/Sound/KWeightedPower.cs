using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Descriptors.Sound;

/// <summary>
/// The energy of consecutive runs of one channel after K-weighting, several runs at a time: a filter cannot look ahead, so each lane
/// starts a warm-up before its first run, after which what it has missed is below 1e-6 dB.
/// </summary>
internal static class KWeightedPower
{
    /// <summary>Seconds after which the high-pass has forgotten its state to 1e-7: (1 + αt) · e^(−αt) with α = 2π · 38 Hz.</summary>
    private const double WarmUpSeconds = 0.08;

    /// <summary>Samples that must lie before the first run.</summary>
    public static int WarmUpLength(int sampleRate) =>
        ((int)Math.Ceiling(WarmUpSeconds * sampleRate) + LaneBlocks.LineLength - 1) / LaneBlocks.LineLength * LaneBlocks.LineLength;

    /// <summary>Sums the squares of the filtered samples of each run.</summary>
    /// <param name="filter">Of the channel's rate.</param>
    /// <param name="samples">Warm-up, then the runs, then at least 15 samples that are read and not used.</param>
    /// <param name="warmUpLength">Of <see cref="WarmUpLength"/>.</param>
    /// <param name="runLength">Samples per run.</param>
    /// <param name="energies">One value per run; their count is a multiple of <see cref="LaneWidth.Count"/>.</param>
    public static void Compute(in KWeighting filter, ReadOnlySpan<float> samples, int warmUpLength, int runLength, Span<float> energies)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Compute<Lanes512>(filter, samples, warmUpLength, runLength, energies);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Compute<Lanes256>(filter, samples, warmUpLength, runLength, energies);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Compute<Lanes128>(filter, samples, warmUpLength, runLength, energies);
        }
        else
        {
            Compute<Lanes1>(filter, samples, warmUpLength, runLength, energies);
        }
    }

    internal static void Compute<TLanes>(in KWeighting filter, ReadOnlySpan<float> samples, int warmUpLength, int runLength, Span<float> energies)
        where TLanes : struct, ILanes<TLanes>
    {
        var runsPerLane = energies.Length / TLanes.Count;
        Span<int> starts = stackalloc int[TLanes.Count];
        for (var lane = 0; lane < starts.Length; lane++)
        {
            starts[lane] = lane * runsPerLane * runLength;
        }

        var state = new KWeightingLanes<TLanes>(filter);
        Span<float> sums = stackalloc float[TLanes.Count];
        Filter(ref state, samples, starts, 0, warmUpLength);
        for (var run = 0; run < runsPerLane; run++)
        {
            Filter(ref state, samples, starts, warmUpLength + (run * runLength), runLength).Store(ref MemoryMarshal.GetReference(sums), 0);
            for (var lane = 0; lane < sums.Length; lane++)
            {
                energies[(lane * runsPerLane) + run] = sums[lane];
            }
        }
    }

    // The energy of the samples offset … offset + count − 1 after each start.
    private static TLanes Filter<TLanes>(
        ref KWeightingLanes<TLanes> state, ReadOnlySpan<float> samples, ReadOnlySpan<int> starts, int offset, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        Span<float> rows = stackalloc float[LaneBlocks.LineLength * TLanes.Count];
        var energy = TLanes.Broadcast(0);
        for (var done = 0; done < count; done += LaneBlocks.LineLength)
        {
            Load(samples, starts, offset + done, rows);
            state.Run(ref MemoryMarshal.GetReference(rows), Math.Min(LaneBlocks.LineLength, count - done), ref energy);
        }

        return energy;
    }

    private static void Load(ReadOnlySpan<float> samples, ReadOnlySpan<int> starts, int offset, Span<float> rows)
    {
        if (starts.Length == LaneWidth.Count && starts.Length > 1)
        {
            LaneBlocks.LoadLine(samples, starts, default, offset, rows, starts.Length);
            return;
        }

        for (var lane = 0; lane < starts.Length; lane++)
        {
            var line = samples.Slice(starts[lane] + offset, LaneBlocks.LineLength);
            for (var i = 0; i < line.Length; i++)
            {
                rows[(i * starts.Length) + lane] = line[i];
            }
        }
    }
}
