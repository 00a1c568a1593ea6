using System.Numerics;
using MusicCluster.Numerics.Fourier;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Frames;

/// <summary>Beats per minute, by the autocorrelation of the onset strength.</summary>
/// <remarks>Source: librosa 0.11 <c>feature.tempo</c>: 8 s windows about every frame, averaged; log-normal prior, 120 BPM ± 1 octave, at most 320.</remarks>
public sealed class Tempo
{
    /// <summary>The tempo that the prior prefers.</summary>
    public const double PreferredTempo = 120;

    /// <summary>Tempos from this one on are ruled out.</summary>
    public const double MaximumTempo = 320;

    private const double WindowSeconds = 8;
    private readonly int windowLength;
    private readonly double framesPerMinute;
    private readonly float[] window;
    private readonly FftPlan plan;
    private readonly float[] packed;
    private readonly float[] edge;
    private readonly double[] spectrum;
    private float[] padded = [];

    /// <summary>Makes the tables and the working memory of one thread.</summary>
    public Tempo(int sampleRate, int hopLength)
    {
        framesPerMinute = 60.0 * sampleRate / hopLength;
        // At least two lags, so that even absurd hops have a tempo to choose.
        windowLength = Math.Max((int)(WindowSeconds * sampleRate / hopLength), 2);
        var rounded = (windowLength + 3) / 4 * 4;
        plan = new FftPlan((int)BitOperations.RoundUpToPowerOf2((uint)(2 * rounded)));
        window = new float[rounded];
        for (var i = 0; i < windowLength; i++)
        {
            window[i] = (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / windowLength)));
        }

        packed = new float[plan.Length * 2 * LaneWidth.Count];
        edge = new float[rounded * 4];
        spectrum = new double[plan.Length];
    }

    /// <summary>The logarithm of the prior for a tempo.</summary>
    public static double LogPrior(double tempo) => -0.5 * Math.Pow(Math.Log2(tempo / PreferredTempo), 2);

    /// <summary>The tempo of a track.</summary>
    /// <param name="strength">Of <see cref="Onset.Strength"/>, at least one frame.</param>
    public double Estimate(ReadOnlySpan<float> strength)
    {
        var autocorrelation = MeanAutocorrelation(strength);
        var (best, bestScore) = (double.NaN, double.NegativeInfinity);
        for (var lag = 1; lag < windowLength; lag++)
        {
            var tempo = framesPerMinute / lag;
            var score = Math.Log(1 + (1e6 * Math.Max(autocorrelation[lag], 0))) + LogPrior(tempo);
            if (tempo < MaximumTempo && score > bestScore)
            {
                (best, bestScore) = (tempo, score);
            }
        }

        return double.IsNaN(best) ? framesPerMinute / (windowLength - 1) : best;
    }

    // Each window's autocorrelation is divided by its value at lag 0; the mean over windows is taken as a power spectrum,
    // so one inverse transform serves all. Two windows share a complex transform: only the even part of the sum matters.
    private double[] MeanAutocorrelation(ReadOnlySpan<float> strength)
    {
        var signal = PadWithRamps(strength);
        Array.Clear(spectrum);
        Span<int> starts = stackalloc int[LaneWidth.Count];
        var stride = 2 * LaneWidth.Count;
        for (var frame = 0; frame < strength.Length; frame += stride)
        {
            Array.Clear(packed);
            for (var part = 0; part < 2; part++)
            {
                for (var lane = 0; lane < starts.Length; lane++)
                {
                    // Windows after the last frame are past the end of the signal, where everything is zero.
                    var index = frame + (part * starts.Length) + lane;
                    starts[lane] = index < strength.Length ? index : signal.Length;
                }

                LaneBlocks.Load(signal, starts, window, window.Length, packed.AsSpan(part * starts.Length), stride, edge);
            }

            NormalizeLanes();
            Fft.Forward(plan, packed);
            for (var k = 0; k < plan.Length; k++)
            {
                var row = packed.AsSpan(plan.Positions[k] * stride, stride);
                spectrum[k] += System.Numerics.Tensors.TensorPrimitives.SumOfSquares<float>(row);
            }
        }

        return Invert(strength.Length);
    }

    private void NormalizeLanes()
    {
        var stride = 2 * LaneWidth.Count;
        for (var column = 0; column < stride; column++)
        {
            var energy = 0.0;
            for (var i = 0; i < windowLength; i++)
            {
                energy += (double)packed[(i * stride) + column] * packed[(i * stride) + column];
            }

            var factor = energy > 1e-30 ? (float)(1 / Math.Sqrt(energy)) : 1;
            for (var i = 0; i < windowLength; i++)
            {
                packed[(i * stride) + column] *= factor;
            }
        }
    }

    private double[] Invert(int frameCount)
    {
        var cosines = new double[plan.Length];
        for (var i = 0; i < cosines.Length; i++)
        {
            cosines[i] = Math.Cos(2 * Math.PI * i / cosines.Length);
        }

        var result = new double[windowLength];
        for (var lag = 0; lag < result.Length; lag++)
        {
            var sum = 0.0;
            for (var k = 0; k < spectrum.Length; k++)
            {
                sum += spectrum[k] * cosines[(int)((long)k * lag % cosines.Length)];
            }

            result[lag] = sum / plan.Length / frameCount;
        }

        return result;
    }

    // Half a window each side, falling linearly to zero (numpy's linear_ramp).
    private ReadOnlySpan<float> PadWithRamps(ReadOnlySpan<float> strength)
    {
        var side = windowLength / 2;
        var length = strength.Length + (2 * side);
        if (padded.Length < length)
        {
            padded = new float[length];
        }

        strength.CopyTo(padded.AsSpan(side));
        for (var i = 0; i < side; i++)
        {
            padded[i] = strength[0] * i / side;
            padded[length - 1 - i] = strength[^1] * i / side;
        }

        return padded.AsSpan(0, length);
    }
}
