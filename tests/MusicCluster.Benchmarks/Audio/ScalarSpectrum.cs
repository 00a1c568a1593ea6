using MusicCluster.Features.Filters;

namespace MusicCluster.Benchmarks.Audio;

/// <summary>The scalar baseline: one frame at a time, split-radix-free iterative FFT with tables, sparse bands; no vector code.</summary>
internal sealed class ScalarSpectrum
{
    private readonly int length;
    private readonly float[] window;
    private readonly float[] cosines;
    private readonly float[] sines;
    private readonly int[] reversed;
    private readonly float[] real;
    private readonly float[] imaginary;

    public ScalarSpectrum(int length)
    {
        this.length = length;
        var half = length / 2;
        var bits = System.Numerics.BitOperations.Log2((uint)half);
        window = [.. Enumerable.Range(0, length).Select(i => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / length))))];
        cosines = [.. Enumerable.Range(0, half + 1).Select(i => (float)Math.Cos(2 * Math.PI * i / length))];
        sines = [.. Enumerable.Range(0, half + 1).Select(i => (float)-Math.Sin(2 * Math.PI * i / length))];
        reversed = [.. Enumerable.Range(0, half).Select(i => Reverse(i, bits))];
        real = new float[half];
        imaginary = new float[half];
    }

    /// <summary>Mel power of every centered frame, shape [band, frame].</summary>
    public void Mel(float[] signal, int hopLength, MelBank[] banks, float[][] mels)
    {
        var frameCount = 1 + (signal.Length / hopLength);
        var power = new float[(length / 2) + 1];
        for (var frame = 0; frame < frameCount; frame++)
        {
            Power(signal, (frame * hopLength) - (length / 2), power);
            for (var b = 0; b < banks.Length; b++)
            {
                for (var band = 0; band < banks[b].Count; band++)
                {
                    var weights = banks[b].Weights(band);
                    var start = banks[b].Start(band);
                    var sum = 0f;
                    for (var i = 0; i < weights.Length; i++)
                    {
                        sum += weights[i] * power[start + i];
                    }

                    mels[b][(band * frameCount) + frame] = sum;
                }
            }
        }
    }

    /// <summary>dB relative to 1, clamped 80 dB below the maximum; in place.</summary>
    public static void ToDecibels(float[] values)
    {
        var loudest = float.NegativeInfinity;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = 10 * MathF.Log10(MathF.Max(values[i], 1e-10f));
            loudest = MathF.Max(loudest, values[i]);
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = MathF.Max(values[i], loudest - 80);
        }
    }

    /// <summary>Mean MFCC, the mean taken before the transform as in the fast path.</summary>
    public static void MeanMfcc(float[] dct, float[] levels, int melCount, float[] mean)
    {
        var frameCount = levels.Length / melCount;
        var bands = new double[melCount];
        for (var band = 0; band < melCount; band++)
        {
            for (var frame = 0; frame < frameCount; frame++)
            {
                bands[band] += levels[(band * frameCount) + frame];
            }
        }

        for (var k = 0; k < mean.Length; k++)
        {
            var sum = 0.0;
            for (var band = 0; band < melCount; band++)
            {
                sum += dct[(k * melCount) + band] * bands[band] / frameCount;
            }

            mean[k] = (float)sum;
        }
    }

    /// <summary>Power of one frame; even samples as real, odd ones as imaginary part of a transform of half the length.</summary>
    public void Power(float[] signal, int start, float[] power)
    {
        var half = length / 2;
        for (var i = 0; i < half; i++)
        {
            var (even, odd) = (start + (2 * i), start + (2 * i) + 1);
            real[reversed[i]] = even >= 0 && even < signal.Length ? signal[even] * window[2 * i] : 0;
            imaginary[reversed[i]] = odd >= 0 && odd < signal.Length ? signal[odd] * window[(2 * i) + 1] : 0;
        }

        for (var block = 2; block <= half; block *= 2)
        {
            var step = length / block;
            for (var origin = 0; origin < half; origin += block)
            {
                for (var j = 0; j < block / 2; j++)
                {
                    var (a, b) = (origin + j, origin + j + (block / 2));
                    var (c, s) = (cosines[j * step], sines[j * step]);
                    var (re, im) = ((real[b] * c) - (imaginary[b] * s), (real[b] * s) + (imaginary[b] * c));
                    (real[b], imaginary[b]) = (real[a] - re, imaginary[a] - im);
                    (real[a], imaginary[a]) = (real[a] + re, imaginary[a] + im);
                }
            }
        }

        for (var k = 0; k <= half; k++)
        {
            var (i, j) = (k % half, (half - k) % half);
            var (evenRe, evenIm) = ((real[i] + real[j]) / 2, (imaginary[i] - imaginary[j]) / 2);
            var (oddRe, oddIm) = ((imaginary[i] + imaginary[j]) / 2, (real[j] - real[i]) / 2);
            var re = evenRe + (oddRe * cosines[k]) - (oddIm * sines[k]);
            var im = evenIm + (oddRe * sines[k]) + (oddIm * cosines[k]);
            power[k] = (re * re) + (im * im);
        }
    }

    private static int Reverse(int value, int bits)
    {
        var result = 0;
        for (var i = 0; i < bits; i++)
        {
            result |= ((value >> i) & 1) << (bits - 1 - i);
        }

        return result;
    }
}
