using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MusicCluster.Numerics.Fourier;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Audio.Resampling;

/// <summary>
/// The resampler's sharp low-pass filter, by overlap-save convolution of 2 × <see cref="LaneWidth.Count"/> blocks at a time:
/// <c>blocks -> spectra -> weighted and folded spectra -> blocks at the new rate</c>.
/// </summary>
/// <remarks>
/// The filter is real and symmetric about time zero, so its spectrum is real, and a complex transform carries two blocks,
/// one as real and one as imaginary part. Keeping every d-th sample folds the spectrum; inserting zeros repeats it.
/// </remarks>
internal sealed class FilterStage
{
    private readonly FftPlan input;
    private readonly FftPlan output;
    private readonly float[] response;
    private readonly int margin;
    private readonly int step;

    /// <summary>Designs the filter.</summary>
    /// <param name="rate">Rate of the input in Hz.</param>
    /// <param name="passEnd">Where the pass band ends, in Hz.</param>
    /// <param name="stopStart">Where the stop band begins, in Hz.</param>
    /// <param name="down">Keep every n-th sample; a power of two.</param>
    /// <param name="up">Insert up − 1 samples between two; a power of two; 1 unless <paramref name="down"/> is.</param>
    public FilterStage(double rate, double passEnd, double stopStart, int down, int up)
    {
        (Down, Up) = (down, up);
        var filterRate = rate * up;
        var halfLength = KaiserWindow.HalfLength(Resampler.Rejection, (stopStart - passEnd) / filterRate);
        var unit = Math.Max(down, up);
        margin = (halfLength + unit - 1) / unit * unit;
        var length = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(8 * margin, 256));
        input = new FftPlan(length / up);
        output = new FftPlan(length / down);
        step = length - (2 * margin);
        response = Respond(length, halfLength, (passEnd + stopStart) / 2 / filterRate);
    }

    public int Down { get; }

    public int Up { get; }

    /// <summary>First input sample and number of samples that so many output samples depend on.</summary>
    public (int First, int Count) Needs(int first, int count)
    {
        var start = (((long)first * Down) - margin) / Up;
        var end = ((((long)first + count) * Down) + margin) / Up;
        return ((int)start, checked((int)(end - start)));
    }

    /// <summary>Filters; samples outside <paramref name="samples"/> are zero.</summary>
    /// <param name="samples">The signal.</param>
    /// <param name="origin">Index of the first of <paramref name="samples"/>; index 0 coincides with output index 0.</param>
    /// <param name="first">Index of the first output sample wanted, a multiple of <see cref="Up"/>; may be negative.</param>
    /// <param name="destination">Receives the output samples from <paramref name="first"/> on.</param>
    /// <param name="scratch">Working memory of this thread.</param>
    public void Apply(ReadOnlySpan<float> samples, int origin, int first, Span<float> destination, ResamplerScratch scratch)
    {
        var width = LaneWidth.Count;
        var packed = scratch.Packed(input.Length * 2 * width);
        var folded = scratch.Folded(output.Length * 2 * width);
        var edge = scratch.Edge(input.Length * 4);
        Span<int> starts = stackalloc int[width];
        var outputStep = step / Down;
        for (long block = 0; block * outputStep < destination.Length; block += 2 * width)
        {
            for (var part = 0; part < 2; part++)
            {
                for (var lane = 0; lane < width; lane++)
                {
                    var start = (((first * (long)Down) + ((block + (part * width) + lane) * step)) - margin) / Up;
                    starts[lane] = (int)Math.Clamp(start - origin, int.MinValue, int.MaxValue);
                }

                LaneBlocks.Load(samples, starts, [], input.Length, packed[(part * width)..], 2 * width, edge);
            }

            Fft.Forward(input, packed);
            Fold(packed, folded);
            Fft.Forward(output, folded);
            for (var part = 0; part < 2; part++)
            {
                // The inverse transform is the forward one with real and imaginary parts exchanged, before and after.
                var rows = folded[((1 - part) * width)..];
                for (var lane = 0; lane < width;)
                {
                    var offset = (block + (part * width) + lane) * outputStep;
                    if (width >= 4 && offset + (4 * outputStep) <= destination.Length)
                    {
                        var positions = output.Positions.Slice(margin / Down, outputStep);
                        LaneBlocks.StoreFour(rows, 2 * width, positions, lane, destination[(int)offset..]);
                        lane += 4;
                        continue;
                    }

                    if (offset < destination.Length)
                    {
                        StoreBlock(rows, lane, destination.Slice((int)offset, (int)Math.Min(outputStep, destination.Length - offset)));
                    }

                    lane++;
                }
            }
        }
    }

    private void StoreBlock(ReadOnlySpan<float> rows, int lane, Span<float> block)
    {
        var positions = output.Positions.Slice(margin / Down, block.Length);
        var stride = 2 * LaneWidth.Count;
        for (var i = 0; i < block.Length; i++)
        {
            block[i] = rows[(positions[i] * stride) + lane];
        }
    }

    private void Fold(ReadOnlySpan<float> packed, Span<float> folded)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Fold<Lanes512>(packed, folded);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Fold<Lanes256>(packed, folded);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Fold<Lanes128>(packed, folded);
        }
        else
        {
            Fold<Lanes1>(packed, folded);
        }
    }

    private void Fold<TLanes>(ReadOnlySpan<float> packed, Span<float> folded)
        where TLanes : struct, ILanes<TLanes>
    {
        nint width = TLanes.Count;
        var positions = input.Positions;
        ref var source = ref MemoryMarshal.GetReference(packed);
        ref var target = ref MemoryMarshal.GetReference(folded);
        for (var k = 0; k < output.Length; k++)
        {
            var (real, imaginary) = (TLanes.Broadcast(0), TLanes.Broadcast(0));
            for (var alias = k; alias < response.Length; alias += output.Length)
            {
                if (response[alias] == 0)
                {
                    continue;
                }

                var weight = TLanes.Broadcast(response[alias]);
                var offset = positions[alias & (input.Length - 1)] * 2 * width;
                real = TLanes.MultiplyAdd(TLanes.Load(ref source, offset), weight, real);
                imaginary = TLanes.MultiplyAdd(TLanes.Load(ref source, offset + width), weight, imaginary);
            }

            imaginary.Store(ref target, k * 2 * width);
            real.Store(ref target, (k * 2 * width) + width);
        }
    }

    // Spectrum of the filter at every frequency of the transform, with the transform's own scale.
    private float[] Respond(int length, int halfLength, double cutOff)
    {
        var beta = KaiserWindow.Beta(Resampler.Rejection);
        var taps = new double[halfLength + 1];
        for (var i = 0; i < taps.Length; i++)
        {
            taps[i] = KaiserWindow.LowPass(i, cutOff, halfLength, beta);
        }

        var cosines = new double[length];
        for (var i = 0; i < length; i++)
        {
            cosines[i] = Math.Cos(2 * Math.PI * i / length);
        }

        var silence = Math.Pow(10, -Resampler.Rejection / 20);
        var values = new float[length];
        for (var k = 0; k <= length / 2; k++)
        {
            var sum = taps[0];
            for (var i = 1; i < taps.Length; i++)
            {
                sum += 2 * taps[i] * cosines[(int)((long)k * i & (length - 1))];
            }

            // What is below the rejection is nothing: half of the spectrum need not be looked at.
            values[k] = Math.Abs(sum) < silence ? 0 : (float)(sum / input.Length);
            values[(length - k) & (length - 1)] = values[k];
        }

        return values;
    }
}
