using MusicCluster.Features.Crops;
using MusicCluster.Features.Descriptors;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Fingerprints;
using MusicCluster.Features.Frames;
using MusicCluster.Features.Handcrafted;
using MusicCluster.Features.Songs;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features;

/// <summary>
/// Computes the rows of a track from its samples, in memory that one thread keeps:
/// <c>samples → blocks of power → bands and frame series → rows</c>.
/// </summary>
internal sealed class SignalAnalyzer
{
    private readonly FeatureKernels kernels;
    private readonly FeatureOptions options;
    private readonly BandPower mfccBands;
    private readonly BandPower logMelBands;
    private readonly LogMelExcerpt excerpt;
    private readonly DetailAnalyzer? details;
    private readonly DescriptorAnalyzer? descriptors;
    private readonly SpectrumPass pass;
    private readonly CoefficientStatistics[] handcrafted;
    private readonly LaneBuffer coefficients = new();

    /// <param name="kernels">What to compute.</param>
    /// <param name="descriptors">Hears the same spectra; null where nobody asks for descriptors.</param>
    /// <param name="fingerprint">Hears the same spectra; null where nobody asks for it.</param>
    public SignalAnalyzer(FeatureKernels kernels, DescriptorAnalyzer? descriptors = null, FingerprintMeter? fingerprint = null)
    {
        this.descriptors = descriptors;
        this.kernels = kernels;
        options = kernels.Options;
        var scratch = new StftScratch(kernels.Plan);
        mfccBands = new BandPower(kernels.MfccBank);
        // Crops need the bands of the whole track, logmel.npy those of its first seconds alone.
        logMelBands = new BandPower(kernels.LogMelBank, options.Crops > 0 ? int.MaxValue : kernels.Plan.FrameCount(options.LogMelSampleCount));
        excerpt = new LogMelExcerpt(kernels, scratch);
        details = options.Extended || options.Crops > 0 ? new DetailAnalyzer(kernels) : null;
        handcrafted = [.. options.Coefficients.Select(kind => new CoefficientStatistics(kind, options))];
        ISpectrumConsumer?[] optional = [details?.Series, descriptors, fingerprint];
        pass = new SpectrumPass(kernels.Plan, scratch, [mfccBands, logMelBands, .. optional.OfType<ISpectrumConsumer>()]);
    }

    // Shape [MfccSeriesCount, frames].
    private Span<float> Coefficients => coefficients.Room(kernels.MfccSeriesCount * mfccBands.FrameCount);

    /// <summary>Fills the rows.</summary>
    /// <param name="signal">Mono samples at the options' rate, at most those that the options ask for.</param>
    /// <param name="rows">Receives the results.</param>
    /// <returns>Why the signal cannot be used, as a clause that ends in a period; null if it can.</returns>
    public string? Analyze(ReadOnlySpan<float> signal, FeatureRows rows)
    {
        if (options.FramePadding == FramePadding.Reflect && signal.Length <= options.FftLength / 2)
        {
            return $"holds {signal.Length} samples; features.framePadding=reflect needs more than {options.FftLength / 2}.";
        }

        pass.Run(signal);
        if (Silence.Fault(mfccBands.Values, "the audio is silent") is { } fault)
        {
            return fault;
        }

        var levels = mfccBands.Values;
        Decibels.FromPower(levels);
        descriptors?.TakeLevels(levels, mfccBands.FrameCount);
        FillMfcc(levels, rows.Mfcc);
        if (FillLogMel(signal, rows.LogMel) is { } excerptFault)
        {
            return excerptFault;
        }

        details?.Fill(signal, levels, Coefficients, logMelBands, rows);
        return FillHandcrafted(signal, rows);
    }

    private string? FillHandcrafted(ReadOnlySpan<float> signal, FeatureRows rows)
    {
        for (var i = 0; i < handcrafted.Length; i++)
        {
            if (handcrafted[i].Fill(signal, rows.Coefficients[i]) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private void FillMfcc(ReadOnlySpan<float> levels, Span<float> row)
    {
        var (melCount, frameCount) = (options.MfccMelCount, mfccBands.FrameCount);
        if (kernels.MfccSeriesCount > 0)
        {
            Mfcc.Compute(kernels.Dct[..(kernels.MfccSeriesCount * melCount)], levels, melCount, Coefficients);
        }

        if (options.Statistics == FeatureStatistics.Mean)
        {
            Mfcc.Mean(kernels.Dct[..(options.MfccCount * melCount)], levels, melCount, row);
            return;
        }

        for (var k = 0; k < options.MfccCount; k++)
        {
            (row[k], row[options.MfccCount + k]) = FrameMoments.Of(Coefficients.Slice(k * frameCount, frameCount));
        }
    }

    private string? FillLogMel(ReadOnlySpan<float> signal, Span<float> row) => options.LogMelPosition == LogMelPosition.Start
        ? excerpt.Fill(signal, logMelBands, row)
        : excerpt.Fill(signal[LogMelWindow.StartIn(signal, options.LogMelPosition, options.LogMelSampleCount)..], row);
}
