using MusicCluster.Features.Filters;

namespace MusicCluster.Features.Spectra;

/// <summary>
/// The mel bands of some seconds of a track, as if the rest did not exist: beyond them the last frames see silence
/// (or the mirror image), not the music that goes on. Shorter tracks are padded with silence.
/// </summary>
internal sealed class LogMelExcerpt
{
    private readonly FeatureOptions options;
    private readonly StftPlan plan;
    private readonly int bandCount;
    private readonly float[] samples;
    private readonly BandPower bands;
    private readonly SpectrumPass pass;

    public LogMelExcerpt(FeatureKernels kernels, StftScratch scratch)
    {
        options = kernels.Options;
        plan = kernels.Plan;
        bandCount = kernels.LogMelBank.Count;
        samples = new float[options.LogMelSampleCount];
        bands = new BandPower(kernels.LogMelBank);
        pass = new SpectrumPass(plan, scratch, bands);
    }

    /// <summary>Fills a row from the start of a signal: takes the frames that both have in common, and transforms the others.</summary>
    /// <param name="signal">The whole signal.</param>
    /// <param name="whole">Its power in the same bands, of at least the frames that end within the excerpt.</param>
    /// <param name="row">Levels relative to the loudest, shape [bands, options.LogMelFrames].</param>
    /// <returns>Why there is no such row, as a clause that ends in a period; null if there is one.</returns>
    public string? Fill(ReadOnlySpan<float> signal, BandPower whole, Span<float> row)
    {
        var sharedCount = FramesWithin(Take(signal));
        pass.Run(samples, sharedCount);
        for (var band = 0; band < bandCount; band++)
        {
            whole.Band(band)[..sharedCount].CopyTo(bands.Band(band));
        }

        return Fill(row, "first ");
    }

    /// <summary>Fills a row from the start of a stretch.</summary>
    public string? Fill(ReadOnlySpan<float> stretch, Span<float> row)
    {
        Take(stretch);
        pass.Run(samples);
        return Fill(row, "chosen ");
    }

    private int Take(ReadOnlySpan<float> signal)
    {
        var length = Math.Min(signal.Length, samples.Length);
        signal[..length].CopyTo(samples);
        samples.AsSpan(length).Clear();
        return length;
    }

    private string? Fill(Span<float> row, string which)
    {
        if (Silence.Fault(bands.Values, $"the {which}{options.LogMelSeconds} s are silent") is { } fault)
        {
            return fault;
        }

        Decibels.FromPowerRelativeToMax(bands.Values);
        for (var band = 0; band < bandCount; band++)
        {
            bands.Band(band)[..options.LogMelFrames].CopyTo(row[(band * options.LogMelFrames)..]);
        }

        return null;
    }

    // Frames that end at or before a sample do not see what follows it; both paddings continue the start alike.
    private int FramesWithin(int sampleCount)
    {
        var half = plan.FftLength / 2;
        return sampleCount < half ? 0 : 1 + ((sampleCount - half) / plan.HopLength);
    }
}
