using System.Numerics;
using System.Numerics.Tensors;

namespace MusicCluster.Audio.Resampling;

/// <summary>Reads a band-limited signal at evenly spaced points between its samples: one short filter per phase.</summary>
internal sealed class PolyphaseStage
{
    private readonly int halfLength;
    private readonly long phaseCount;
    private readonly long step;
    private readonly float[] coefficients;

    /// <summary>Designs the phases.</summary>
    /// <param name="rate">Rate of the input in Hz.</param>
    /// <param name="bandwidth">Twice the highest frequency that the input holds, in Hz; below <paramref name="rate"/>.</param>
    /// <param name="numerator">Output rate ÷ input rate is numerator ÷ denominator.</param>
    /// <param name="denominator">See <paramref name="numerator"/>.</param>
    public PolyphaseStage(double rate, double bandwidth, long numerator, long denominator)
    {
        var divisor = (long)BigInteger.GreatestCommonDivisor(numerator, denominator);
        phaseCount = numerator / divisor;
        step = denominator / divisor;
        halfLength = KaiserWindow.HalfLength(Resampler.Rejection, (rate - bandwidth) / rate);
        var beta = KaiserWindow.Beta(Resampler.Rejection);
        coefficients = new float[checked(phaseCount * TapCount)];
        for (long phase = 0; phase < phaseCount; phase++)
        {
            for (var tap = 0; tap < TapCount; tap++)
            {
                // Images begin at rate − bandwidth / 2, as far above rate / 2 as the signal ends below it.
                var time = tap - halfLength + 1 - ((double)phase / phaseCount);
                coefficients[(phase * TapCount) + tap] = (float)KaiserWindow.LowPass(time, 0.5, halfLength, beta);
            }
        }
    }

    private int TapCount => 2 * halfLength;

    /// <summary>First input sample and number of samples that so many output samples from <paramref name="first"/> on read.</summary>
    public (int First, int Count) Needs(int first, int count)
    {
        var begin = first * step / phaseCount;
        var last = count == 0 ? begin : (first + count - 1L) * step / phaseCount;
        return (checked((int)(begin + 1 - halfLength)), checked((int)(last - begin + (2 * halfLength) + 1)));
    }

    /// <summary>Interpolates.</summary>
    /// <param name="input">Samples from <paramref name="origin"/> on.</param>
    /// <param name="origin">Index of the first of them; 0 coincides with output sample 0.</param>
    /// <param name="first">Index of the first output sample.</param>
    /// <param name="output">Receives the output samples from there on.</param>
    public void Apply(ReadOnlySpan<float> input, int origin, int first, Span<float> output)
    {
        var tapCount = TapCount;
        var (position, phase) = Math.DivRem(first * step, phaseCount);
        for (var n = 0; n < output.Length; n++)
        {
            var start = (int)(position - halfLength + 1 - origin);
            output[n] = TensorPrimitives.Dot(
                input.Slice(start, tapCount), coefficients.AsSpan((int)(phase * tapCount), tapCount));
            phase += step;
            position += phase / phaseCount;
            phase %= phaseCount;
        }
    }
}
