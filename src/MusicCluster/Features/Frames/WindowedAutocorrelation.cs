using System.Numerics;
using System.Numerics.Tensors;
using MusicCluster.Numerics.Fourier;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Frames;

/// <summary>
/// The autocorrelation of windows about every value of a series, each divided by its value at lag 0, averaged. The series comes in pieces:
/// where it is cut makes no difference, and memory does not grow with it.
/// </summary>
/// <remarks>Source: librosa 0.11 <c>tempogram(center=True)</c>, whose mean <c>feature.tempo</c> takes. One instance serves one thread.</remarks>
internal sealed class WindowedAutocorrelation
{
    private static readonly int Batch = 2 * LaneWidth.Count;
    private readonly int windowLength;
    private readonly float[] window;
    private readonly FftPlan plan;
    private readonly float[] packed;
    private readonly float[] edge;
    private readonly double[] spectrum;
    private readonly double[] cosines;
    private readonly double[] energies = new double[Batch];
    private readonly double[] row = new double[Batch];
    private readonly float[] factors = new float[Batch];

    // The series from the first window that is still to be computed on, with ramps about its ends.
    private float[] padded = [];
    private int paddedCount;
    private long valueCount;
    private long windowCount;
    private float lastValue;

    /// <summary>Makes the tables and the working memory of one thread.</summary>
    /// <param name="windowLength">Values per window, at least 2.</param>
    public WindowedAutocorrelation(int windowLength)
    {
        this.windowLength = windowLength;
        var rounded = (windowLength + 3) / 4 * 4;
        plan = new FftPlan((int)BitOperations.RoundUpToPowerOf2((uint)(2 * rounded)));
        window = new float[rounded];
        for (var i = 0; i < windowLength; i++)
        {
            window[i] = (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / windowLength)));
        }

        packed = new float[plan.Length * Batch];
        edge = new float[rounded * 4];
        spectrum = new double[plan.Length];
        cosines = [.. Enumerable.Range(0, plan.Length).Select(i => Math.Cos(2 * Math.PI * i / plan.Length))];
    }

    /// <summary>The window, of which each autocorrelation holds that at the lag as a factor.</summary>
    public ReadOnlySpan<float> Window => window.AsSpan(0, windowLength);

    private int Side => windowLength / 2;

    /// <summary>Begins a series.</summary>
    public void Start()
    {
        Array.Clear(spectrum);
        (paddedCount, valueCount, windowCount) = (0, 0, 0);
    }

    /// <summary>Takes the next values.</summary>
    public void Take(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        if (valueCount == 0)
        {
            AppendRamp(values[0], isRising: true);
        }

        values.CopyTo(Append(values.Length));
        valueCount += values.Length;
        lastValue = values[^1];
        AddWindows(isLast: false);
    }

    /// <summary>Ends the series.</summary>
    /// <param name="result">The mean at the lags 0 … length − 1, at most the window's; zeros for a series of zeros, or of nothing.</param>
    public void Complete(Span<double> result)
    {
        if (valueCount > 0)
        {
            AppendRamp(lastValue, isRising: false);
            AddWindows(isLast: true);
        }

        Invert(result);
    }

    // Half a window each side, falling linearly to zero (numpy's linear_ramp).
    private void AppendRamp(float value, bool isRising)
    {
        var ramp = Append(Side);
        for (var i = 0; i < ramp.Length; i++)
        {
            ramp[isRising ? i : ramp.Length - 1 - i] = value * i / ramp.Length;
        }
    }

    private Span<float> Append(int count)
    {
        if (padded.Length < paddedCount + count)
        {
            Array.Resize(ref padded, paddedCount + count);
        }

        paddedCount += count;
        return padded.AsSpan(paddedCount - count, count);
    }

    private void AddWindows(bool isLast)
    {
        var first = 0;
        for (; isLast ? windowCount < valueCount : first + Batch + window.Length <= paddedCount && windowCount + Batch <= valueCount; first += Batch)
        {
            AddBatch(padded.AsSpan(0, paddedCount), first, (int)Math.Min(Batch, valueCount - windowCount));
            windowCount += Batch;
        }

        if (!isLast)
        {
            padded.AsSpan(first, paddedCount - first).CopyTo(padded);
            paddedCount -= first;
        }
    }

    // The sum of all windows' power spectra has the sum of their autocorrelations, so one inverse transform serves all.
    // Two windows share a complex transform: only the even part of the sum matters.
    private void AddBatch(ReadOnlySpan<float> signal, int first, int count)
    {
        Span<int> starts = stackalloc int[LaneWidth.Count];
        Array.Clear(packed);
        for (var part = 0; part < 2; part++)
        {
            for (var lane = 0; lane < starts.Length; lane++)
            {
                // Windows after the last one are past the end of the signal, where everything is zero.
                var index = (part * starts.Length) + lane;
                starts[lane] = index < count ? first + index : signal.Length;
            }

            LaneBlocks.Load(signal, starts, window, window.Length, packed.AsSpan(part * starts.Length), Batch, edge);
        }

        Normalize();
        Fft.Forward(plan, packed);
        for (var k = 0; k < plan.Length; k++)
        {
            spectrum[k] += TensorPrimitives.SumOfSquares<float>(packed.AsSpan(plan.Positions[k] * Batch, Batch));
        }
    }

    private void Normalize()
    {
        Array.Clear(energies);
        for (var i = 0; i < windowLength; i++)
        {
            TensorPrimitives.ConvertTruncating(packed.AsSpan(i * Batch, Batch), row);
            TensorPrimitives.MultiplyAdd(row, row, energies, energies);
        }

        for (var column = 0; column < Batch; column++)
        {
            factors[column] = energies[column] > 1e-30 ? (float)(1 / Math.Sqrt(energies[column])) : 1;
        }

        for (var i = 0; i < windowLength; i++)
        {
            var values = packed.AsSpan(i * Batch, Batch);
            TensorPrimitives.Multiply(values, factors, values);
        }
    }

    private void Invert(Span<double> result)
    {
        // Its length is a power of two.
        var mask = cosines.Length - 1;
        for (var lag = 0; lag < result.Length; lag++)
        {
            var sum = 0.0;
            var turn = 0;
            for (var k = 0; k < spectrum.Length; k++)
            {
                sum += spectrum[k] * cosines[turn];
                turn = (turn + lag) & mask;
            }

            result[lag] = valueCount > 0 ? sum / plan.Length / valueCount : 0;
        }
    }
}
