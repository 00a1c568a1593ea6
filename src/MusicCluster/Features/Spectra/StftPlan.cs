using System.Numerics;
using MusicCluster.Numerics.Fourier;

namespace MusicCluster.Features.Spectra;

/// <summary>The tables of a short-time Fourier transform with a periodic Hann window and centered frames.</summary>
public sealed class StftPlan
{
    private readonly float[] window;
    private readonly float[] twiddles;

    /// <summary>Computes the tables.</summary>
    /// <exception cref="ArgumentException">The frame length is not a power of two from 8 on, or the hop is not positive.</exception>
    public StftPlan(int fftLength = 2048, int hopLength = 512, FramePadding padding = FramePadding.Zero)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hopLength);
        if (fftLength < 8 || !BitOperations.IsPow2(fftLength))
        {
            throw new ArgumentException($"The frame length is {fftLength}; it must be a power of two, at least 8.", nameof(fftLength));
        }

        FftLength = fftLength;
        HopLength = hopLength;
        Padding = padding;
        Half = new FftPlan(fftLength / 2);
        twiddles = RealFft.CreateTwiddles(fftLength);
        window = new float[fftLength];
        for (var i = 0; i < fftLength; i++)
        {
            // The real transform wants its input halved; see RealFft.
            window[i] = (float)(0.25 - (0.25 * Math.Cos(2 * Math.PI * i / fftLength)));
        }
    }

    public int FftLength { get; }

    public int HopLength { get; }

    public FramePadding Padding { get; }

    /// <summary>Frequencies per frame: FftLength / 2 + 1.</summary>
    public int BinCount => (FftLength / 2) + 1;

    internal FftPlan Half { get; }

    internal ReadOnlySpan<float> Window => window;

    internal ReadOnlySpan<float> Twiddles => twiddles;

    /// <summary>Frames of a signal: 1 + sampleCount / hop.</summary>
    public int FrameCount(int sampleCount) => 1 + (sampleCount / HopLength);
}
