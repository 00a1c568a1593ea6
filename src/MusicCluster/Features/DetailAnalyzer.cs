namespace MusicCluster.Features;

/// <summary>Computes what <see cref="FeatureOptions.Extended"/> and <see cref="FeatureOptions.Crops"/> add to a track's rows.</summary>
internal sealed class DetailAnalyzer(FeatureKernels kernels)
{
    private readonly FeatureOptions options = kernels.Options;
    private readonly SeriesAnalyzer analyzer = new(kernels);
    private readonly Tempo tempo = new(kernels.Options.SampleRate, kernels.Options.HopLength);
    private readonly CropFrames frames = new(60.0 * kernels.Options.SampleRate / kernels.Options.HopLength);
    private float[] series = [];
    private float[] coefficients = [];
    private float[] onset = [];
    private float[] slope = [];
    private float[] picture = [];

    /// <summary>Fills the extended row and the crops.</summary>
    /// <param name="signal">Mono samples at the options' rate.</param>
    /// <param name="levels">The mel levels behind the MFCC in dB, shape [MfccMelCount, frameCount].</param>
    /// <param name="spectra">Working memory.</param>
    /// <param name="rows">Receives the results.</param>
    public void Compute(ReadOnlySpan<float> signal, ReadOnlySpan<float> levels, StftScratch spectra, FeatureRows rows)
    {
        var frameCount = kernels.Plan.FrameCount(signal.Length);
        analyzer.Compute(signal, spectra, Room(ref series, FrameSeries.Count * frameCount));
        Onset.Strength(levels, options.MfccMelCount, options.FftLength / (2 * options.HopLength), Room(ref onset, frameCount));
        if (options.Extended)
        {
            FillExtended(levels, frameCount, rows.Extended);
        }

        if (options.Crops > 0)
        {
            CropStatistics.Compress(series.AsSpan(0, FrameSeries.Count * frameCount), frameCount);
            FillCrops(signal, levels, spectra, frameCount, rows);
        }
    }

    private void FillExtended(ReadOnlySpan<float> levels, int frameCount, Span<float> row)
    {
        var mfcc = Room(ref coefficients, options.MfccCount * frameCount);
        Mfcc.Compute(kernels.Dct, levels, options.MfccMelCount, mfcc);
        ExtendedColumns.Fill(
            series.AsSpan(0, FrameSeries.Count * frameCount), mfcc, frameCount, tempo.Estimate(onset.AsSpan(0, frameCount)),
            options.Statistics == FeatureStatistics.MeanStd, Room(ref slope, frameCount), row);
    }

    private void FillCrops(ReadOnlySpan<float> signal, ReadOnlySpan<float> levels, StftScratch spectra, int frameCount, FeatureRows rows)
    {
        var mfcc = Room(ref coefficients, CropStatistics.MfccCount * frameCount);
        Mfcc.Compute(kernels.CropDct, levels, options.MfccMelCount, mfcc);
        frames.Set(series, coefficients, onset, frameCount);
        var bands = Room(ref picture, options.MelCount * frameCount);
        MelSpectrogram.Compute(kernels.Plan, kernels.PictureBank, signal, spectra, bands);
        Decibels.FromPower(bands);

        Array.Clear(rows.Statistics);
        Array.Clear(rows.CropMask);
        Array.Clear(rows.CropPictures);
        var length = CropPlan.WindowLength(frameCount, (double)signal.Length / options.SampleRate);
        var starts = CropPlan.Starts(frameCount, length, options.Crops);
        for (var crop = 0; crop < starts.Length; crop++)
        {
            rows.CropMask[crop] = 1;
            CropStatistics.Fill(frames, starts[crop], length, rows.Statistics.AsSpan(crop * CropStatistics.Count, CropStatistics.Count));
            for (var band = 0; band < options.MelCount; band++)
            {
                var window = bands.Slice((band * frameCount) + starts[crop], length);
                var target = rows.CropPictures.AsSpan(((crop * options.MelCount) + band) * CropPlan.PictureFrames, CropPlan.PictureFrames);
                for (var filled = 0; filled < target.Length; filled += length)
                {
                    window[..Math.Min(length, target.Length - filled)].CopyTo(target[filled..]);
                }
            }
        }
    }

    private static Span<float> Room(ref float[] array, int length)
    {
        if (array.Length < length)
        {
            array = new float[length];
        }

        return array.AsSpan(0, length);
    }
}
