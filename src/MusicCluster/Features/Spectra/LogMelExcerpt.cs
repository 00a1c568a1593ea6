using MusicCluster.Features.Filters;

namespace MusicCluster.Features.Spectra;

/// <summary>
/// The mel bands of the first seconds of a track, as if the rest did not exist: beyond them the last frames see silence
/// (or the mirror image), not the music that goes on. Shorter tracks are padded with silence.
/// </summary>
internal sealed class LogMelExcerpt
{
    private readonly StftPlan plan;
    private readonly int bandCount;
    private readonly float[] samples;
    private readonly BandPower bands;
    private readonly SpectrumPass pass;

    public LogMelExcerpt(FeatureKernels kernels, StftScratch scratch)
    {
        plan = kernels.Plan;
        bandCount = kernels.LogMelBank.Count;
        samples = new float[kernels.Options.LogMelSampleCount];
        bands = new BandPower(kernels.LogMelBank);
        pass = new SpectrumPass(plan, scratch, bands);
    }

    /// <summary>Takes the frames that the excerpt has in common with the whole signal, and transforms the others.</summary>
    /// <param name="signal">The whole signal.</param>
    /// <param name="whole">Its power in the same bands, of at least the frames that end within the excerpt.</param>
    /// <returns>Power in the bands of the excerpt.</returns>
    public BandPower Compute(ReadOnlySpan<float> signal, BandPower whole)
    {
        var length = Math.Min(signal.Length, samples.Length);
        signal[..length].CopyTo(samples);
        samples.AsSpan(length).Clear();
        var sharedCount = FramesWithin(length);
        pass.Run(samples, sharedCount);
        for (var band = 0; band < bandCount; band++)
        {
            whole.Band(band)[..sharedCount].CopyTo(bands.Band(band));
        }

        return bands;
    }

    // Frames that end at or before a sample do not see what follows it; both paddings continue the start alike.
    private int FramesWithin(int sampleCount)
    {
        var half = plan.FftLength / 2;
        return sampleCount < half ? 0 : 1 + ((sampleCount - half) / plan.HopLength);
    }
}
