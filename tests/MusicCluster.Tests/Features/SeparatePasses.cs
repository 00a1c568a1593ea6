using System.Numerics.Tensors;
using MusicCluster.Features;
using MusicCluster.Features.Crops;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Frames;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Tests.Features;

/// <summary>A track's rows the long way: each is computed by public kernels from spectra of its own, frame by frame where it can be.</summary>
internal sealed class SeparatePasses(FeatureOptions options)
{
    private readonly StftPlan plan = new(options.FftLength, options.HopLength, options.FramePadding);
    private readonly MelBank mfccBank = Bank(options, options.MfccMelCount);
    private readonly MelBank logMelBank = Bank(options, options.MelCount);

    public FeatureRows Rows(float[] signal)
    {
        var rows = new FeatureRows(new FeatureKernels(options));
        var frameCount = plan.FrameCount(signal.Length);
        var levels = TestSpectra.LogMel(plan, mfccBank, signal);
        FillMfcc(levels, frameCount, rows.Mfcc);

        var excerpt = new float[options.LogMelSampleCount];
        signal.AsSpan(0, Math.Min(signal.Length, excerpt.Length)).CopyTo(excerpt);
        var logMel = TestSpectra.Mel(plan, logMelBank, excerpt);
        Decibels.FromPowerRelativeToMax(logMel);
        for (var band = 0; band < options.MelCount; band++)
        {
            logMel.AsSpan(band * plan.FrameCount(excerpt.Length), options.LogMelFrames).CopyTo(rows.LogMel.AsSpan(band * options.LogMelFrames));
        }

        var series = Series(signal);
        var onset = new float[frameCount];
        Onset.Strength(levels, options.MfccMelCount, options.FftLength / (2 * options.HopLength), onset);
        if (options.Extended)
        {
            var tempo = new Tempo(options.SampleRate, options.HopLength).Estimate(onset);
            ExtendedColumns.Fill(
                series, Coefficients(levels, frameCount, options.MfccCount), frameCount, tempo, options.Statistics == FeatureStatistics.MeanStd,
                new float[frameCount], rows.Extended);
        }

        if (options.Crops > 0)
        {
            FillCrops(signal, series, Coefficients(levels, frameCount, CropStatistics.MfccCount), onset, rows);
        }

        return rows;
    }

    private static MelBank Bank(FeatureOptions options, int count) =>
        new(options.SampleRate, options.FftLength, count, options.MelScale, options.MelNormalization);

    private float[] Coefficients(float[] levels, int frameCount, int count)
    {
        var mfcc = new float[count * frameCount];
        Mfcc.Compute(Mfcc.CreateDct(count, options.MfccMelCount), levels, options.MfccMelCount, mfcc);
        return mfcc;
    }

    private void FillMfcc(float[] levels, int frameCount, float[] row)
    {
        if (options.Statistics == FeatureStatistics.Mean)
        {
            Mfcc.Mean(Mfcc.CreateDct(options.MfccCount, options.MfccMelCount), levels, options.MfccMelCount, row);
            return;
        }

        var mfcc = Coefficients(levels, frameCount, options.MfccCount);
        for (var k = 0; k < options.MfccCount; k++)
        {
            (row[k], row[options.MfccCount + k]) = FrameMoments.Of(mfcc.AsSpan(k * frameCount, frameCount));
        }
    }

    private float[] Series(float[] signal)
    {
        var frameCount = plan.FrameCount(signal.Length);
        var series = new float[FrameSeries.Count * frameCount];
        var valleys = new float[SpectralContrast.BandCount * frameCount];
        Span<float> Row(int i, int count = 1) => series.AsSpan(i * frameCount, count * frameCount);
        FrameSignal.ZeroCrossingRate(signal, plan.FftLength, plan.HopLength, Row(FrameSeries.ZeroCrossings));
        FrameSignal.RootMeanSquare(signal, plan.FftLength, plan.HopLength, Row(FrameSeries.Rms));
        var frequencies = Enumerable.Range(0, plan.BinCount).Select(bin => (float)((double)bin * options.SampleRate / options.FftLength)).ToArray();
        var contrast = new SpectralContrast(options.SampleRate, options.FftLength);
        var chroma = new ChromaBank(options.SampleRate, options.FftLength);
        var spectra = new StftScratch(plan);
        var (power, magnitude, scratch) = (new float[plan.BinCount], new float[plan.BinCount], new float[plan.BinCount]);
        var (peaks, lows, classes) = (new float[SpectralContrast.BandCount], new float[SpectralContrast.BandCount], new float[ChromaBank.PitchClassCount]);
        var prepared = Stft.Prepare(plan, signal, spectra);
        for (var frame = 0; frame < frameCount; frame++)
        {
            Stft.Power(plan, prepared, frame, spectra);
            LaneBlocks.Store(spectra.Power, LaneWidth.Count, 0, power);
            TensorPrimitives.Sqrt(power, magnitude);
            Row(FrameSeries.Centroid)[frame] = SpectralShape.Centroid(magnitude, frequencies);
            Row(FrameSeries.Bandwidth)[frame] = SpectralShape.Bandwidth(magnitude, frequencies, Row(FrameSeries.Centroid)[frame], scratch);
            Row(FrameSeries.RollOff)[frame] = SpectralShape.RollOff(magnitude, frequencies);
            Row(FrameSeries.Flatness)[frame] = SpectralShape.Flatness(power, scratch);
            contrast.Compute(magnitude, peaks, lows);
            chroma.Apply(spectra.Power, classes, 1, 0, 1);
            var factor = classes.Max() > 1.17549435e-38f ? 1 / classes.Max() : 1;
            for (var i = 0; i < peaks.Length; i++)
            {
                Row(FrameSeries.Contrast + i)[frame] = peaks[i];
                valleys[(i * frameCount) + frame] = lows[i];
            }

            for (var i = 0; i < classes.Length; i++)
            {
                Row(FrameSeries.Chroma + i)[frame] = classes[i] * factor;
            }
        }

        var peakLevels = Row(FrameSeries.Contrast, SpectralContrast.BandCount);
        Decibels.FromPower(peakLevels);
        Decibels.FromPower(valleys);
        TensorPrimitives.Subtract(peakLevels, valleys, peakLevels);
        return series;
    }

    private void FillCrops(float[] signal, float[] series, float[] mfcc, float[] onset, FeatureRows rows)
    {
        var frameCount = onset.Length;
        CropStatistics.Compress(series, frameCount);
        var frames = new CropFrames(
            series, mfcc, onset, 60.0 * options.SampleRate / options.HopLength, new float[mfcc.Length], new float[mfcc.Length]);
        var notes = new SemitoneFrames(options);
        notes.Read(signal);
        var logMel = TestSpectra.LogMel(plan, logMelBank, signal);
        var length = CropPlan.WindowLength(frameCount, (double)signal.Length / options.SampleRate);
        var starts = CropPlan.Starts(frameCount, length, options.Crops);
        for (var crop = 0; crop < starts.Length; crop++)
        {
            rows.CropMask[crop] = 1;
            var row = rows.Statistics.AsSpan(crop * CropColumns.Count, CropColumns.Count);
            CropStatistics.Fill(frames, starts[crop], length, row);
            TonalStatistics.Fill(frames, notes, starts[crop], length, row[CropStatistics.Count..]);
            for (var i = 0; i < options.MelCount * CropPlan.LogMelFrames; i++)
            {
                var (band, frame) = (i / CropPlan.LogMelFrames, i % CropPlan.LogMelFrames % length);
                rows.CropLogMel[(crop * options.MelCount * CropPlan.LogMelFrames) + i] = logMel[(band * frameCount) + starts[crop] + frame];
            }
        }
    }
}
