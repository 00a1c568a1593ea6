using MusicCluster.Features.Filters;
using MusicCluster.Features.Frames;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Crops;

/// <summary>Computes what <see cref="FeatureOptions.Extended"/> and <see cref="FeatureOptions.Crops"/> add to a track's rows.</summary>
internal sealed class DetailAnalyzer(FeatureKernels kernels)
{
    private readonly FeatureOptions options = kernels.Options;
    private readonly Tempo tempo = new(kernels.Options.SampleRate, kernels.Options.HopLength);
    private readonly SemitoneFrames? notes = kernels.Options.Crops > 0 ? new SemitoneFrames(kernels.Options) : null;
    private readonly LaneBuffer onset = new();
    private readonly LaneBuffer slopes = new();
    private readonly LaneBuffer curvatures = new();

    /// <summary>Must see the spectra of a signal before <see cref="Fill"/>.</summary>
    public FrameSeriesTable Series { get; } = new(kernels);

    /// <summary>Fills the extended row and the crops of a signal that is there as a whole.</summary>
    /// <param name="signal">Mono samples at the options' rate.</param>
    /// <param name="levels">The mel levels that the MFCC are computed from, in dB, shape [MfccMelCount, frameCount].</param>
    /// <param name="mfcc">Shape [kernels.MfccSeriesCount, frameCount].</param>
    /// <param name="logMel">Power in the bands of the log-mel spectrogram; for crops it is converted to dB.</param>
    /// <param name="rows">Receives the results.</param>
    public void Fill(ReadOnlySpan<float> signal, ReadOnlySpan<float> levels, ReadOnlySpan<float> mfcc, BandPower logMel, FeatureRows rows)
    {
        Series.Complete(signal);
        var frameCount = Series.FrameCount;
        var strength = onset.Room(frameCount);
        Onset.Strength(levels, options.MfccMelCount, options.FftLength / (2 * options.HopLength), strength);
        if (options.Extended)
        {
            ExtendedColumns.Fill(
                Series.Values, mfcc[..(options.MfccCount * frameCount)], frameCount, tempo.Estimate(strength),
                options.Statistics == FeatureStatistics.MeanStd, slopes.Room(frameCount), rows.Extended);
        }

        if (options.Crops > 0)
        {
            rows.ClearCrops();
            var length = CropPlan.WindowLength(frameCount, (double)signal.Length / options.SampleRate);
            var starts = CropPlan.Starts(frameCount, length, options.Crops);
            FillCrops(signal, mfcc, logMel, starts, length, 0, rows);
        }
    }

    /// <summary>Fills one crop from a stretch of a song around it; levels are relative to the stretch's loudest.</summary>
    /// <param name="signal">The stretch.</param>
    /// <param name="levels">As for <see cref="Fill"/>, of the stretch.</param>
    /// <param name="mfcc">See <paramref name="levels"/>.</param>
    /// <param name="logMel">See <paramref name="levels"/>.</param>
    /// <param name="start">First frame of the crop in the stretch, a multiple of <see cref="SemitoneFrames.HopFactor"/>.</param>
    /// <param name="length">Frames of the crop.</param>
    /// <param name="crop">Which crop of the track it is.</param>
    /// <param name="rows">Receives the results.</param>
    public void FillCrop(
        ReadOnlySpan<float> signal, ReadOnlySpan<float> levels, ReadOnlySpan<float> mfcc, BandPower logMel, int start, int length, int crop,
        FeatureRows rows)
    {
        Series.Complete(signal);
        Onset.Strength(levels, options.MfccMelCount, options.FftLength / (2 * options.HopLength), onset.Room(Series.FrameCount));
        FillCrops(signal, mfcc, logMel, [start], length, crop, rows);
    }

    private void FillCrops(
        ReadOnlySpan<float> signal, ReadOnlySpan<float> mfcc, BandPower logMel, ReadOnlySpan<int> starts, int length, int firstCrop, FeatureRows rows)
    {
        var frameCount = Series.FrameCount;
        CropStatistics.Compress(Series.Values, frameCount);
        Decibels.FromPower(logMel.Values);
        var valueCount = CropStatistics.MfccCount * frameCount;
        var frames = new CropFrames(
            Series.Values, mfcc[..valueCount], onset.Room(frameCount), 60.0 * options.SampleRate / options.HopLength,
            slopes.Room(valueCount), curvatures.Room(valueCount));
        var (first, _) = TonalStatistics.NoteFrames(starts[0], length);
        var (last, count) = TonalStatistics.NoteFrames(starts[^1], length);
        notes!.Read(signal, first, last + count - first);
        for (var i = 0; i < starts.Length; i++)
        {
            FillCrop(frames, logMel, starts[i], length, firstCrop + i, rows);
        }
    }

    private void FillCrop(CropFrames frames, BandPower logMel, int start, int length, int crop, FeatureRows rows)
    {
        rows.CropMask[crop] = 1;
        var row = rows.Statistics.AsSpan(crop * CropColumns.Count, CropColumns.Count);
        CropStatistics.Fill(frames, start, length, row);
        TonalStatistics.Fill(frames, notes!, start, length, row[CropStatistics.Count..]);
        for (var band = 0; band < options.MelCount; band++)
        {
            var window = logMel.Band(band).Slice(start, length);
            var target = rows.CropLogMel.AsSpan(((crop * options.MelCount) + band) * CropPlan.LogMelFrames, CropPlan.LogMelFrames);
            for (var filled = 0; filled < target.Length; filled += length)
            {
                window[..Math.Min(length, target.Length - filled)].CopyTo(target[filled..]);
            }
        }
    }
}
