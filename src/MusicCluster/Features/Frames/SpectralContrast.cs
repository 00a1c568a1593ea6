using System.Runtime.InteropServices;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Frames;

/// <summary>How far the peaks of a band stand above its valleys: means of the loudest and of the quietest 2 % of its bins.</summary>
/// <remarks>Source: librosa 0.11 <c>spectral_contrast</c> (Jiang et al. 2002), on magnitudes; bands end at 200, 400, … 6,400 Hz and Nyquist.</remarks>
public sealed class SpectralContrast
{
    /// <summary>Bands.</summary>
    public const int BandCount = 7;

    private const double LowestEdge = 200;
    private const double Quantile = 0.02;
    private readonly (int Start, int End, int Count)[] bands = new (int, int, int)[BandCount];

    /// <summary>Finds the bins of the bands.</summary>
    /// <exception cref="ArgumentException">The rate is too low for the highest band, or the bins are too wide for the lowest.</exception>
    public SpectralContrast(int sampleRate, int fftLength)
    {
        var binWidth = (double)sampleRate / fftLength;
        if (sampleRate <= MinimumRate || binWidth > MaximumBinWidth)
        {
            throw new ArgumentException(
                $"{sampleRate} Hz in {binWidth:0.#} Hz steps; more than {MinimumRate} Hz in steps of at most {MaximumBinWidth} Hz are needed.");
        }

        var last = fftLength / 2;
        for (var band = 0; band < BandCount; band++)
        {
            var low = band == 0 ? 0 : LowestEdge * Math.Pow(2, band - 1);
            var isTop = band == BandCount - 1;
            // Both edges belong to a band, and the bin before it; all but the top band then drop their last bin.
            var start = Math.Max((int)Math.Ceiling(low / binWidth) - (band > 0 ? 1 : 0), 0);
            var end = isTop ? last : Math.Min((int)Math.Floor(LowestEdge * Math.Pow(2, band) / binWidth), last);
            var count = (int)Math.Max(Math.Round(Quantile * (end - start + 1), MidpointRounding.ToEven), 1);
            bands[band] = (start, isTop ? end + 1 : end, count);
        }
    }

    /// <summary>The rate must be above this, so that the top band is not empty.</summary>
    public static int MinimumRate => 12_800;

    /// <summary>Bins must not be wider than this, so that the lowest band is not empty.</summary>
    public static double MaximumBinWidth => 50;

    /// <summary>Peak and valley of each band of one frame.</summary>
    /// <param name="magnitude">One value per bin.</param>
    /// <param name="peaks">One value per band.</param>
    /// <param name="valleys">One value per band.</param>
    public void Compute(ReadOnlySpan<float> magnitude, Span<float> peaks, Span<float> valleys)
    {
        Span<float> loud = stackalloc float[MaximumCount];
        Span<float> quiet = stackalloc float[MaximumCount];
        for (var band = 0; band < BandCount; band++)
        {
            var (start, end, wanted) = bands[band];
            var values = magnitude[start..end];
            var count = Math.Min(Math.Min(wanted, values.Length), MaximumCount);
            SelectExtremes(values, loud[..count], quiet[..count]);
            (peaks[band], valleys[band]) = (Average(loud[..count]), Average(quiet[..count]));
        }
    }

    /// <summary>The same of <see cref="LaneWidth.Count"/> frames at a time, to the last bit.</summary>
    /// <param name="power">Squared magnitudes, shape [bins, LaneWidth.Count].</param>
    /// <param name="peaks">Shape [BandCount, LaneWidth.Count].</param>
    /// <param name="valleys">Shape [BandCount, LaneWidth.Count].</param>
    internal void ComputeLanes(ReadOnlySpan<float> power, Span<float> peaks, Span<float> valleys)
    {
        switch (LaneWidth.Count)
        {
            case 16: ComputeLanes<Lanes512>(power, peaks, valleys); break;
            case 8: ComputeLanes<Lanes256>(power, peaks, valleys); break;
            case 4: ComputeLanes<Lanes128>(power, peaks, valleys); break;
            default: ComputeLanes<Lanes1>(power, peaks, valleys); break;
        }
    }

    private void ComputeLanes<TLanes>(ReadOnlySpan<float> power, Span<float> peaks, Span<float> valleys)
        where TLanes : struct, ILanes<TLanes>
    {
        var width = TLanes.Count;
        var most = bands.Max(band => Math.Min(band.Count, MaximumCount));
        Span<float> loud = stackalloc float[most * width];
        Span<float> quiet = stackalloc float[most * width];
        for (var band = 0; band < BandCount; band++)
        {
            var (start, end, wanted) = bands[band];
            var count = Math.Min(Math.Min(wanted, end - start), MaximumCount);
            SelectExtremes<TLanes>(power[(start * width)..(end * width)], loud[..(count * width)], quiet[..(count * width)]);
            AverageRoots(loud[..(count * width)], peaks.Slice(band * width, width));
            AverageRoots(quiet[..(count * width)], valleys.Slice(band * width, width));
        }
    }

    // As below, lane by lane: a value moves down the list until it meets one that is more extreme. Roots keep the order of powers.
    private static void SelectExtremes<TLanes>(ReadOnlySpan<float> power, Span<float> loud, Span<float> quiet)
        where TLanes : struct, ILanes<TLanes>
    {
        loud.Fill(float.NegativeInfinity);
        quiet.Fill(float.PositiveInfinity);
        ref var bins = ref MemoryMarshal.GetReference(power);
        ref var most = ref MemoryMarshal.GetReference(loud);
        ref var least = ref MemoryMarshal.GetReference(quiet);
        var last = loud.Length - TLanes.Count;
        for (nint i = 0; i < power.Length; i += TLanes.Count)
        {
            var value = TLanes.Load(ref bins, i);
            if (TLanes.AnyAbove(value, TLanes.Load(ref most, last)))
            {
                var moving = value;
                for (nint j = 0; j <= last; j += TLanes.Count)
                {
                    var held = TLanes.Load(ref most, j);
                    TLanes.GreaterOf(held, moving).Store(ref most, j);
                    moving = TLanes.LesserOf(held, moving);
                }
            }

            if (TLanes.AnyAbove(TLanes.Load(ref least, last), value))
            {
                var moving = value;
                for (nint j = 0; j <= last; j += TLanes.Count)
                {
                    var held = TLanes.Load(ref least, j);
                    TLanes.LesserOf(held, moving).Store(ref least, j);
                    moving = TLanes.GreaterOf(held, moving);
                }
            }
        }
    }

    private static void AverageRoots(ReadOnlySpan<float> power, Span<float> averages)
    {
        var width = averages.Length;
        for (var lane = 0; lane < width; lane++)
        {
            var sum = 0.0;
            for (var i = lane; i < power.Length; i += width)
            {
                sum += MathF.Sqrt(power[i]);
            }

            averages[lane] = (float)(sum / (power.Length / width));
        }
    }

    // 2 % of the bins of the longest frames that options allow.
    private const int MaximumCount = 1024;

    // Insertion into two short sorted lists: few values of a frame are extreme, so most cost two comparisons.
    private static void SelectExtremes(ReadOnlySpan<float> values, Span<float> loud, Span<float> quiet)
    {
        loud.Fill(float.NegativeInfinity);
        quiet.Fill(float.PositiveInfinity);
        foreach (var value in values)
        {
            if (value > loud[^1])
            {
                var i = loud.Length - 1;
                for (; i > 0 && loud[i - 1] < value; i--)
                {
                    loud[i] = loud[i - 1];
                }

                loud[i] = value;
            }

            if (value < quiet[^1])
            {
                var i = quiet.Length - 1;
                for (; i > 0 && quiet[i - 1] > value; i--)
                {
                    quiet[i] = quiet[i - 1];
                }

                quiet[i] = value;
            }
        }
    }

    private static float Average(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return (float)(sum / values.Length);
    }
}
