using System.Numerics.Tensors;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features;

/// <summary>Computes the rows of <see cref="FrameSeries"/> for a whole signal, in memory that one thread keeps.</summary>
internal sealed class SeriesAnalyzer(FeatureKernels kernels)
{
    private readonly StftPlan plan = kernels.Plan;
    private readonly SpectralContrast contrast = new(kernels.Options.SampleRate, kernels.Options.FftLength);
    private readonly float[] frequencies =
        [.. Enumerable.Range(0, kernels.Plan.BinCount).Select(bin => (float)((double)bin * kernels.Options.SampleRate / kernels.Options.FftLength))];

    private readonly float[] power = new float[kernels.Plan.BinCount];
    private readonly float[] magnitude = new float[kernels.Plan.BinCount];
    private readonly float[] scratch = new float[kernels.Plan.BinCount];
    private float[] valleys = [];

    /// <summary>Computes all rows.</summary>
    /// <param name="signal">Mono samples.</param>
    /// <param name="spectra">Working memory.</param>
    /// <param name="series">Shape [FrameSeries.Count, frameCount].</param>
    public void Compute(ReadOnlySpan<float> signal, StftScratch spectra, Span<float> series)
    {
        var frameCount = plan.FrameCount(signal.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(series.Length, FrameSeries.Count * frameCount);
        FrameSignal.ZeroCrossingRate(signal, plan.FftLength, plan.HopLength, series.Slice(FrameSeries.ZeroCrossings * frameCount, frameCount));
        FrameSignal.RootMeanSquare(signal, plan.FftLength, plan.HopLength, series.Slice(FrameSeries.Rms * frameCount, frameCount));
        var prepared = Stft.Prepare(plan, signal, spectra);
        ComputeShapes(prepared, spectra, series, frameCount);
        NormalizeChroma(series.Slice(FrameSeries.Chroma * frameCount, ChromaBank.PitchClassCount * frameCount), frameCount);
    }

    private void ComputeShapes(ReadOnlySpan<float> prepared, StftScratch spectra, Span<float> series, int frameCount)
    {
        if (valleys.Length < SpectralContrast.BandCount * frameCount)
        {
            valleys = new float[SpectralContrast.BandCount * frameCount];
        }

        var chroma = series.Slice(FrameSeries.Chroma * frameCount, ChromaBank.PitchClassCount * frameCount);
        for (var frame = 0; frame < frameCount; frame++)
        {
            var lane = frame % LaneWidth.Count;
            if (lane == 0)
            {
                Stft.Power(plan, prepared, frame, spectra);
                kernels.ChromaBank.Apply(spectra.Power, chroma, frameCount, frame, Math.Min(LaneWidth.Count, frameCount - frame));
            }

            LaneBlocks.Store(spectra.Power, LaneWidth.Count, lane, power);
            ComputeShape(series, frame, frameCount);
        }

        var peakLevels = series.Slice(FrameSeries.Contrast * frameCount, SpectralContrast.BandCount * frameCount);
        var valleyLevels = valleys.AsSpan(0, peakLevels.Length);
        // librosa converts each with its own clamp, relative to the loudest peak and the loudest valley of the clip.
        Decibels.FromPower(peakLevels);
        Decibels.FromPower(valleyLevels);
        TensorPrimitives.Subtract(peakLevels, valleyLevels, peakLevels);
    }

    private void ComputeShape(Span<float> series, int frame, int frameCount)
    {
        TensorPrimitives.Sqrt(power, magnitude);
        var centroid = SpectralShape.Centroid(magnitude, frequencies);
        series[(FrameSeries.Centroid * frameCount) + frame] = centroid;
        series[(FrameSeries.Bandwidth * frameCount) + frame] = SpectralShape.Bandwidth(magnitude, frequencies, centroid, scratch);
        series[(FrameSeries.RollOff * frameCount) + frame] = SpectralShape.RollOff(magnitude, frequencies);
        series[(FrameSeries.Flatness * frameCount) + frame] = SpectralShape.Flatness(power, scratch);
        Span<float> peaks = stackalloc float[SpectralContrast.BandCount];
        Span<float> lows = stackalloc float[SpectralContrast.BandCount];
        contrast.Compute(magnitude, peaks, lows);
        for (var band = 0; band < SpectralContrast.BandCount; band++)
        {
            series[((FrameSeries.Contrast + band) * frameCount) + frame] = peaks[band];
            valleys[(band * frameCount) + frame] = lows[band];
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
