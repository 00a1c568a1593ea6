using System.Numerics.Tensors;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Frames;

/// <summary>The rows of <see cref="FrameSeries"/> for a whole signal, in memory that one thread keeps.</summary>
internal sealed class FrameSeriesTable(FeatureKernels kernels) : ISpectrumConsumer
{
    private readonly StftPlan plan = kernels.Plan;
    private readonly SpectralContrast contrast = new(kernels.Options.SampleRate, kernels.Options.FftLength);
    private readonly float[] frequencies =
        [.. Enumerable.Range(0, kernels.Plan.BinCount).Select(bin => (float)((double)bin * kernels.Options.SampleRate / kernels.Options.FftLength))];

    private readonly int[] bins = [.. Enumerable.Range(0, kernels.Plan.BinCount)];
    private readonly float[] powers = new float[LanesAtOnce * kernels.Plan.BinCount];
    private readonly float[] magnitude = new float[kernels.Plan.BinCount];
    private readonly float[] scratch = new float[kernels.Plan.BinCount];
    private readonly LaneBuffer series = new();
    private readonly LaneBuffer valleys = new();
    private static readonly int LanesAtOnce = Math.Min(4, LaneWidth.Count);

    private (int First, int Count) selected = (0, int.MaxValue);

    /// <summary>Frames of the signal last seen.</summary>
    public int FrameCount { get; private set; }

    /// <summary>Shape [FrameSeries.Count, FrameCount], row-major.</summary>
    public Span<float> Values => series.Room(FrameSeries.Count * FrameCount);

    private Span<float> Valleys => valleys.Room(SpectralContrast.BandCount * FrameCount);

    /// <inheritdoc/>
    public void Begin(int frameCount)
    {
        FrameCount = frameCount;
        if (selected.Count < frameCount)
        {
            // What no frame fills must not be what the last signal left.
            Values.Clear();
            Valleys.Clear();
        }
    }

    /// <summary>Says which frames of the next signals are wanted; the spectra of the others are passed over.</summary>
    public void Select(int first, int count) => selected = (first, count);

    /// <inheritdoc/>
    public void Take(SpectrumBlock block)
    {
        if (block.FirstFrame + block.FrameCount <= selected.First || block.FirstFrame >= (long)selected.First + selected.Count)
        {
            return;
        }

        kernels.ChromaBank.Apply(block.Power, Rows(FrameSeries.Chroma, ChromaBank.PitchClassCount), FrameCount, block.FirstFrame, block.FrameCount);
        for (var lane = 0; lane < block.FrameCount; lane++)
        {
            if (lane % LanesAtOnce == 0)
            {
                StoreLanes(block.Power, lane);
            }

            FillShape(powers.AsSpan(lane % LanesAtOnce * plan.BinCount, plan.BinCount), block.FirstFrame + lane);
        }

        FillContrast(block);
    }

    /// <summary>Finishes the table after the last block: what needs the samples, or all frames.</summary>
    /// <param name="signal">The samples that the spectra are of.</param>
    public void Complete(ReadOnlySpan<float> signal)
    {
        FrameSignal.ZeroCrossingRate(signal, plan.FftLength, plan.HopLength, Rows(FrameSeries.ZeroCrossings, 1));
        FrameSignal.RootMeanSquare(signal, plan.FftLength, plan.HopLength, Rows(FrameSeries.Rms, 1));
        var peaks = Rows(FrameSeries.Contrast, SpectralContrast.BandCount);
        // librosa converts each with its own clamp, relative to the loudest peak and the loudest valley of the clip.
        Decibels.FromPower(peaks);
        Decibels.FromPower(Valleys);
        TensorPrimitives.Subtract(peaks, Valleys, peaks);
        NormalizeChroma(Rows(FrameSeries.Chroma, ChromaBank.PitchClassCount), FrameCount);
    }

    private Span<float> Rows(int first, int count) => Values.Slice(first * FrameCount, count * FrameCount);

    private void StoreLanes(ReadOnlySpan<float> power, int lane)
    {
        if (LanesAtOnce == 4)
        {
            LaneBlocks.StoreFour(power, LaneWidth.Count, bins, lane, powers);
        }
        else
        {
            LaneBlocks.Store(power, LaneWidth.Count, lane, powers);
        }
    }

    private void FillShape(ReadOnlySpan<float> power, int frame)
    {
        TensorPrimitives.Sqrt(power, magnitude);
        var column = Values[frame..];
        var centroid = SpectralShape.Centroid(magnitude, frequencies);
        column[FrameSeries.Centroid * FrameCount] = centroid;
        column[FrameSeries.Bandwidth * FrameCount] = SpectralShape.Bandwidth(magnitude, frequencies, centroid, scratch);
        column[FrameSeries.RollOff * FrameCount] = SpectralShape.RollOff(magnitude, frequencies);
        column[FrameSeries.Flatness * FrameCount] = SpectralShape.Flatness(power, scratch);
    }

    private void FillContrast(SpectrumBlock block)
    {
        Span<float> peaks = stackalloc float[SpectralContrast.BandCount * LaneWidth.Count];
        Span<float> lows = stackalloc float[SpectralContrast.BandCount * LaneWidth.Count];
        contrast.ComputeLanes(block.Power, peaks, lows);
        var peakRows = Rows(FrameSeries.Contrast, SpectralContrast.BandCount);
        for (var band = 0; band < SpectralContrast.BandCount; band++)
        {
            var (from, to) = (band * LaneWidth.Count, (band * FrameCount) + block.FirstFrame);
            peaks.Slice(from, block.FrameCount).CopyTo(peakRows[to..]);
            lows.Slice(from, block.FrameCount).CopyTo(Valleys[to..]);
        }
    }

    private static void NormalizeChroma(Span<float> chroma, int frameCount)
    {
        for (var frame = 0; frame < frameCount; frame++)
        {
            var loudest = 0f;
            for (var row = 0; row < ChromaBank.PitchClassCount; row++)
            {
                loudest = MathF.Max(loudest, chroma[(row * frameCount) + frame]);
            }

            // Silence stays as it is.
            var factor = loudest > 1.17549435e-38f ? 1 / loudest : 1;
            for (var row = 0; row < ChromaBank.PitchClassCount; row++)
            {
                chroma[(row * frameCount) + frame] *= factor;
            }
        }
    }
}
