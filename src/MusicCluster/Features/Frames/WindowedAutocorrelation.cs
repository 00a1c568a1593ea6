using System.Numerics;
using System.Numerics.Tensors;
using MusicCluster.Numerics.Fourier;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Frames;

/// <summary>
/// The autocorrelation of windows about every value of a series, or every few, each divided by its value at lag 0, averaged. The series comes
/// in pieces: where it is cut makes no difference, and memory does not grow with it.
/// </summary>
/// <remarks>Source: librosa 0.11 <c>tempogram(center=True)</c>, whose mean <c>feature.tempo</c> takes. One instance serves one thread.</remarks>
internal sealed class WindowedAutocorrelation
{
    private const double LeastEnergy = 1e-30;
    private const int FlushCount = 32;
    private static readonly int Batch = 2 * LaneWidth.Count;
    private readonly int windowLength;
    private readonly int step;
    private readonly float[] window;
    private readonly FftPlan plan;
    private readonly LaneBuffer packed;
    private readonly float[] edge;
    private readonly double[] spectrum;
    private readonly double[] cosines;
    private readonly float[] factors = new float[Batch];
    private readonly float[] windowed;
    private readonly LaneBuffer power;
    private int batchCount;

    // The series from the first window that is still to be computed on, with ramps about its ends.
    private float[] padded = [];
    private int paddedCount;
    private long valueCount;
    private long windowCount;
    private float lastValue;

    /// <summary>Makes the tables and the working memory of one thread.</summary>
    /// <param name="windowLength">Values per window, at least 2.</param>
    /// <param name="step">Values from window to window; the mean hardly depends on it while windows overlap by far the most of their length.</param>
    public WindowedAutocorrelation(int windowLength, int step = 1)
    {
        this.windowLength = windowLength;
        this.step = step;
        var rounded = (windowLength + 3) / 4 * 4;
        plan = new FftPlan((int)BitOperations.RoundUpToPowerOf2((uint)(2 * rounded)));
        window = new float[rounded];
        for (var i = 0; i < windowLength; i++)
        {
            window[i] = (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / windowLength)));
        }

        windowed = new float[windowLength];
        power = new LaneBuffer(plan.Length * LaneWidth.Count);
        packed = new LaneBuffer(plan.Length * Batch);
        edge = new float[rounded * 4];
        spectrum = new double[plan.Length];
        cosines = [.. Enumerable.Range(0, plan.Length).Select(i => Math.Cos(2 * Math.PI * i / plan.Length))];
    }

    /// <summary>The window, of which each autocorrelation holds that at the lag as a factor.</summary>
    public ReadOnlySpan<float> Window => window.AsSpan(0, windowLength);

    private int Side => windowLength / 2;

    // Windows about the values so far.
    private long Total => (valueCount + step - 1) / step;

    /// <summary>Begins a series.</summary>
    public void Start()
    {
        Array.Clear(spectrum);
        power.Span.Clear();
        (paddedCount, valueCount, windowCount, batchCount) = (0, 0, 0, 0);
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
        var span = Batch * step;
        for (; isLast ? windowCount < Total : first + span + window.Length <= paddedCount && windowCount + Batch <= Total; first += span)
        {
            AddBatch(padded.AsSpan(0, paddedCount), first, (int)Math.Min(Batch, Total - windowCount));
            windowCount += Batch;
        }

        if (!isLast && first > 0)
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
        var rows = packed.Span;
        rows.Clear();
        for (var part = 0; part < 2; part++)
        {
            for (var lane = 0; lane < starts.Length; lane++)
            {
                // Windows after the last one are past the end of the signal, where everything is zero.
                var index = (part * starts.Length) + lane;
                starts[lane] = index < count ? first + (index * step) : signal.Length;
                factors[index] = index < count ? Factor(signal[starts[lane]..]) : 1;
            }

            LaneBlocks.Load(signal, starts, window, window.Length, rows[(part * starts.Length)..], Batch, edge);
        }

        WindowLanes.Scale(rows[..(windowLength * Batch)], factors);
        Fft.Forward(plan, rows);
        WindowLanes.AddPower(rows, power.Span);
        batchCount++;
        if (batchCount % FlushCount == 0)
        {
            Flush();
        }
    }

    // Of a window that may end after the signal.
    private float Factor(ReadOnlySpan<float> signal)
    {
        var inside = signal[..Math.Min(windowLength, signal.Length)];
        var product = windowed.AsSpan(0, inside.Length);
        TensorPrimitives.Multiply(inside, window.AsSpan(0, inside.Length), product);
        var energy = (double)TensorPrimitives.SumOfSquares<float>(product);
        return energy > LeastEnergy ? (float)(1 / Math.Sqrt(energy)) : 1;
    }

    // Single precision adds up no more than FlushCount batches.
    private void Flush()
    {
        for (var k = 0; k < plan.Length; k++)
        {
            var row = power.Span.Slice(plan.Positions[k] * LaneWidth.Count, LaneWidth.Count);
            spectrum[k] += TensorPrimitives.Sum<float>(row);
            row.Clear();
        }
    }

    private void Invert(Span<double> result)
    {
        Flush();
        // cos(2π · k · lag / length) is the same for k and length − k, and the length is a power of two.
        var (half, mask) = (spectrum.Length / 2, spectrum.Length - 1);
        for (var k = 1; k < half; k++)
        {
            spectrum[k] += spectrum[^k];
        }

        for (var lag = 0; lag < result.Length; lag++)
        {
            var (sum, odd) = (spectrum[0], spectrum[half] * cosines[half * lag & mask]);
            for (var k = 1; k < half; k += 2)
            {
                odd += spectrum[k] * cosines[k * lag & mask];
                sum += k + 1 < half ? spectrum[k + 1] * cosines[(k + 1) * lag & mask] : 0;
            }

            result[lag] = valueCount > 0 ? (sum + odd) / plan.Length / Total : 0;
        }
    }
}
