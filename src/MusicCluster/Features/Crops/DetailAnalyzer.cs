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

    /// <summary>Fills the extended row and the crops.</summary>
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
            CropStatistics.Compress(Series.Values, frameCount);
            Decibels.FromPower(logMel.Values);
            var length = CropStatistics.MfccCount * frameCount;
            var frames = new CropFrames(
                Series.Values, mfcc[..length], strength, 60.0 * options.SampleRate / options.HopLength,
                slopes.Room(length), curvatures.Room(length));
            notes!.Read(signal);
            FillCrops(frames, notes, (double)signal.Length / options.SampleRate, logMel, rows);
        }
    }

    private void FillCrops(CropFrames frames, SemitoneFrames notes, double seconds, BandPower logMel, FeatureRows rows)
    {
        Array.Clear(rows.Statistics);
        Array.Clear(rows.CropMask);
        Array.Clear(rows.CropLogMel);
        var length = CropPlan.WindowLength(logMel.FrameCount, seconds);
        var starts = CropPlan.Starts(logMel.FrameCount, length, options.Crops);
        for (var crop = 0; crop < starts.Length; crop++)
        {
            rows.CropMask[crop] = 1;
            var row = rows.Statistics.AsSpan(crop * CropColumns.Count, CropColumns.Count);
            CropStatistics.Fill(frames, starts[crop], length, row);
            TonalStatistics.Fill(frames, notes, starts[crop], length, row[CropStatistics.Count..]);
            for (var band = 0; band < options.MelCount; band++)
            {
                var window = logMel.Band(band).Slice(starts[crop], length);
                var target = rows.CropLogMel.AsSpan(((crop * options.MelCount) + band) * CropPlan.LogMelFrames, CropPlan.LogMelFrames);
                for (var filled = 0; filled < target.Length; filled += length)
                {
                    window[..Math.Min(length, target.Length - filled)].CopyTo(target[filled..]);
                }
            }
        }
    }
}
