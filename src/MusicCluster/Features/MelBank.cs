using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MusicCluster.Numerics;

namespace MusicCluster.Features;

/// <summary>Overlapping triangles on a mel scale: sums of power over bands that are about equally wide to the ear.</summary>
/// <remarks>Source: librosa 0.11 <c>filters.mel</c>; with <see cref="MelScale.Htk"/> and <see cref="MelNormalization.Peak"/> torchaudio's.</remarks>
public sealed class MelBank
{
    private readonly int[] starts;
    private readonly float[][] weights;

    /// <summary>Builds the bank from 0 Hz to half the sample rate.</summary>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="fftLength">Samples per frame.</param>
    /// <param name="melCount">Bands.</param>
    /// <param name="scale">Where the bands lie.</param>
    /// <param name="normalization">How they are scaled.</param>
    public MelBank(
        int sampleRate, int fftLength, int melCount,
        MelScale scale = MelScale.Slaney, MelNormalization normalization = MelNormalization.Area)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(melCount);
        BinCount = (fftLength / 2) + 1;
        starts = new int[melCount];
        weights = new float[melCount][];
        var edges = MelFrequency.Edges(melCount, sampleRate / 2.0, scale);
        for (var band = 0; band < melCount; band++)
        {
            var (lower, centre, upper) = (edges[band], edges[band + 1], edges[band + 2]);
            var factor = normalization == MelNormalization.Area ? 2 / (upper - lower) : 1;
            var all = new float[BinCount];
            for (var bin = 0; bin < BinCount; bin++)
            {
                var frequency = (double)bin * sampleRate / fftLength;
                var height = Math.Min((frequency - lower) / (centre - lower), (upper - frequency) / (upper - centre));
                all[bin] = (float)(factor * Math.Max(height, 0));
            }

            starts[band] = Math.Max(Array.FindIndex(all, weight => weight > 0), 0);
            weights[band] = all[starts[band]..(Array.FindLastIndex(all, weight => weight > 0) + 1)];
        }
    }

    /// <summary>Bands.</summary>
    public int Count => starts.Length;

    /// <summary>Frequencies that the bank reads.</summary>
    public int BinCount { get; }

    /// <summary>First bin of a band with weight; 0 for a band that lies between two bins.</summary>
    public int Start(int band) => starts[band];

    /// <summary>The weights of a band from <see cref="Start"/> on; none for a band that lies between two bins.</summary>
    public ReadOnlySpan<float> Weights(int band) => weights[band];

    /// <summary>Sums power over the bands for <see cref="LaneWidth.Count"/> frames.</summary>
    /// <param name="power">Shape [BinCount, LaneWidth.Count].</param>
    /// <param name="mel">Shape [Count, frameCapacity], row-major; frames firstFrame … firstFrame + frames − 1 are written.</param>
    /// <param name="frameCapacity">Frames per band of <paramref name="mel"/>.</param>
    /// <param name="firstFrame">Where the first lane goes.</param>
    /// <param name="frames">How many lanes are wanted, 1 … LaneWidth.Count.</param>
    public void Apply(ReadOnlySpan<float> power, Span<float> mel, int frameCapacity, int firstFrame, int frames)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(power.Length, BinCount * LaneWidth.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(mel.Length, Count * frameCapacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstFrame + frames, frameCapacity);
        if (Vector512.IsHardwareAccelerated)
        {
            Apply<Lanes512>(power, mel, frameCapacity, firstFrame, frames);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Apply<Lanes256>(power, mel, frameCapacity, firstFrame, frames);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Apply<Lanes128>(power, mel, frameCapacity, firstFrame, frames);
        }
        else
        {
            Apply<Lanes1>(power, mel, frameCapacity, firstFrame, frames);
        }
    }

    private void Apply<TLanes>(ReadOnlySpan<float> power, Span<float> mel, int frameCapacity, int firstFrame, int frames)
        where TLanes : struct, ILanes<TLanes>
    {
        Span<float> last = stackalloc float[TLanes.Count];
        for (var band = 0; band < starts.Length; band++)
        {
            ref var bins = ref MemoryMarshal.GetReference(power[(starts[band] * TLanes.Count)..]);
            var bandWeights = weights[band];
            var (even, odd) = (TLanes.Broadcast(0), TLanes.Broadcast(0));
            var i = 0;
            // Two sums, so that an addition need not wait for the one before.
            for (; i + 1 < bandWeights.Length; i += 2)
            {
                even = TLanes.MultiplyAdd(TLanes.Load(ref bins, i * TLanes.Count), TLanes.Broadcast(bandWeights[i]), even);
                odd = TLanes.MultiplyAdd(TLanes.Load(ref bins, (i + 1) * TLanes.Count), TLanes.Broadcast(bandWeights[i + 1]), odd);
            }

            if (i < bandWeights.Length)
            {
                even = TLanes.MultiplyAdd(TLanes.Load(ref bins, i * TLanes.Count), TLanes.Broadcast(bandWeights[i]), even);
            }

            var target = mel.Slice((band * frameCapacity) + firstFrame, frames);
            if (frames == TLanes.Count)
            {
                (even + odd).Store(ref MemoryMarshal.GetReference(target), 0);
                continue;
            }

            (even + odd).Store(ref MemoryMarshal.GetReference(last), 0);
            last[..frames].CopyTo(target);
        }
    }
}
