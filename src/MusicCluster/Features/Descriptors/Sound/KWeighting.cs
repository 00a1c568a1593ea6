using System.Runtime.CompilerServices;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Descriptors.Sound;

/// <summary>
/// The K-weighting filter of a sample rate: a high shelf of +4 dB (the head), then a high-pass at 38 Hz (RLB).
/// </summary>
/// <remarks>
/// Source: ITU-R BS.1770-4, annex 1, whose coefficients for 48 kHz these analog parameters give (to 1e-8). The high-pass is
/// a trapezoidal state-variable filter: the same transfer function, but its coefficients survive single precision also
/// where its poles crowd at 1 (192 kHz).
/// </remarks>
internal readonly struct KWeighting
{
    private const double ShelfFrequency = 1681.974450955533;
    private const double ShelfQ = 0.7071752369554196;
    private const double ShelfDecibels = 3.999843853973347;
    private const double ShelfBandExponent = 0.4996667741545416;
    private const double HighPassFrequency = 38.13547087602444;
    private const double HighPassQ = 0.5003270373238773;

    /// <summary>Computes the coefficients.</summary>
    /// <param name="sampleRate">In Hz, at least <see cref="MinimumRate"/>.</param>
    public KWeighting(int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, MinimumRate);
        var k = Math.Tan(Math.PI * ShelfFrequency / sampleRate);
        var high = Math.Pow(10, ShelfDecibels / 20);
        var band = Math.Pow(high, ShelfBandExponent);
        var scale = 1 / (1 + (k / ShelfQ) + (k * k));
        B0 = (high + (band * k / ShelfQ) + (k * k)) * scale;
        B1 = 2 * ((k * k) - high) * scale;
        B2 = (high - (band * k / ShelfQ) + (k * k)) * scale;
        A1 = 2 * ((k * k) - 1) * scale;
        A2 = (1 - (k / ShelfQ) + (k * k)) * scale;

        var g = Math.Tan(Math.PI * HighPassFrequency / sampleRate);
        Damping = g + (1 / HighPassQ);
        var gain = 1 / (1 + (g * Damping));
        Keep = (2 * gain) - 1;
        Feed = 2 * g * gain;
        Drift = g * Feed;
    }

    /// <summary>Below this the shelf has no room below half the rate.</summary>
    public const int MinimumRate = 4000;

    public double B0 { get; }

    public double B1 { get; }

    public double B2 { get; }

    public double A1 { get; }

    public double A2 { get; }

    /// <summary>g + 1 / Q of the high-pass.</summary>
    public double Damping { get; }

    /// <summary>What the band-pass state keeps of itself.</summary>
    public double Keep { get; }

    /// <summary>What passes between the states.</summary>
    public double Feed { get; }

    /// <summary>What the low-pass state takes of the input.</summary>
    public double Drift { get; }
}

/// <summary>The states of a K-weighting filter, one signal per lane.</summary>
internal struct KWeightingLanes<TLanes>(in KWeighting filter)
    where TLanes : struct, ILanes<TLanes>
{
    private readonly TLanes b0 = TLanes.Broadcast((float)filter.B0);
    private readonly TLanes b1 = TLanes.Broadcast((float)filter.B1);
    private readonly TLanes b2 = TLanes.Broadcast((float)filter.B2);
    private readonly TLanes minusA1 = TLanes.Broadcast((float)-filter.A1);
    private readonly TLanes minusA2 = TLanes.Broadcast((float)-filter.A2);
    private readonly TLanes minusDamping = TLanes.Broadcast((float)-filter.Damping);
    private readonly TLanes keep = TLanes.Broadcast((float)filter.Keep);
    private readonly TLanes feed = TLanes.Broadcast((float)filter.Feed);
    private readonly TLanes drift = TLanes.Broadcast((float)filter.Drift);
    private TLanes first;
    private TLanes second;
    private TLanes bandPass;
    private TLanes lowPass;

    /// <summary>Filters <paramref name="count"/> rows of lanes and sums the squares of what comes out.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Run(ref float rows, int count, ref TLanes energy)
    {
        var (s1, s2, band, low, sum) = (first, second, bandPass, lowPass, energy);
        var (c0, c1, c2, d1, d2) = (b0, b1, b2, minusA1, minusA2);
        var (damping, kept, fed, drifted) = (minusDamping, keep, feed, drift);
        for (nint i = 0; i < count; i++)
        {
            var x = TLanes.Load(ref rows, i * TLanes.Count);
            var shelved = TLanes.MultiplyAdd(c0, x, s1);
            s1 = TLanes.MultiplyAdd(d1, shelved, TLanes.MultiplyAdd(c1, x, s2));
            s2 = TLanes.MultiplyAdd(d2, shelved, c2 * x);
            var rest = shelved - low;
            var y = TLanes.MultiplyAdd(damping, band, rest);
            low = TLanes.MultiplyAdd(drifted, rest, TLanes.MultiplyAdd(fed, band, low));
            band = TLanes.MultiplyAdd(fed, rest, kept * band);
            sum = TLanes.MultiplyAdd(y, y, sum);
        }

        (first, second, bandPass, lowPass, energy) = (s1, s2, band, low, sum);
    }
}
