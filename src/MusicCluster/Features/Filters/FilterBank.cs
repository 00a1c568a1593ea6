using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Filters;

/// <summary>Weighted sums of power over bands of frequencies, for many frames at a time.</summary>
public abstract class FilterBank
{
    private readonly int[] starts;
    private readonly float[][] weights;
    private readonly TrianglePairs? triangles;

    /// <summary>Keeps the weights of each band from its first to its last that is not zero.</summary>
    /// <param name="weights">Shape [band][bin].</param>
    protected FilterBank(double[][] weights)
    {
        BinCount = weights[0].Length;
        starts = new int[weights.Length];
        this.weights = new float[weights.Length][];
        for (var band = 0; band < weights.Length; band++)
        {
            var all = Array.ConvertAll(weights[band], weight => (float)weight);
            starts[band] = Math.Max(Array.FindIndex(all, weight => weight > 0), 0);
            this.weights[band] = all[starts[band]..(Array.FindLastIndex(all, weight => weight > 0) + 1)];
        }

        triangles = TrianglePairs.Of(this);
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
    /// <param name="bands">Shape [Count, frameCapacity], row-major; frames firstFrame … firstFrame + frames − 1 are written.</param>
    /// <param name="frameCapacity">Frames per band of <paramref name="bands"/>.</param>
    /// <param name="firstFrame">Where the first lane goes.</param>
    /// <param name="frames">How many lanes are wanted, 1 … LaneWidth.Count.</param>
    public void Apply(ReadOnlySpan<float> power, Span<float> bands, int frameCapacity, int firstFrame, int frames)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(power.Length, BinCount * LaneWidth.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(bands.Length, Count * frameCapacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstFrame + frames, frameCapacity);
        if (Vector512.IsHardwareAccelerated)
        {
            Apply<Lanes512>(power, bands, frameCapacity, firstFrame, frames);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Apply<Lanes256>(power, bands, frameCapacity, firstFrame, frames);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Apply<Lanes128>(power, bands, frameCapacity, firstFrame, frames);
        }
        else
        {
            Apply<Lanes1>(power, bands, frameCapacity, firstFrame, frames);
        }
    }

    private void Apply<TLanes>(ReadOnlySpan<float> power, Span<float> bands, int frameCapacity, int firstFrame, int frames)
        where TLanes : struct, ILanes<TLanes>
    {
        if (triangles is not null)
        {
            triangles.Sum<TLanes>(power, bands, frameCapacity, firstFrame, frames);
            return;
        }

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

            Store(even + odd, bands.Slice((band * frameCapacity) + firstFrame, frames));
        }
    }

    /// <summary>Writes as many lanes as there is room for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store<TLanes>(TLanes sums, Span<float> target)
        where TLanes : struct, ILanes<TLanes>
    {
        if (target.Length == TLanes.Count)
        {
            sums.Store(ref MemoryMarshal.GetReference(target), 0);
        }
        else
        {
            StorePart(sums, target);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StorePart<TLanes>(TLanes sums, Span<float> target)
        where TLanes : struct, ILanes<TLanes>
    {
        Span<float> all = stackalloc float[TLanes.Count];
        sums.Store(ref MemoryMarshal.GetReference(all), 0);
        all[..target.Length].CopyTo(target);
    }
}
