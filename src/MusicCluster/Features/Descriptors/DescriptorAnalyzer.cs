using MusicCluster.Features.Descriptors.Sound;
using MusicCluster.Features.Spectra;

namespace MusicCluster.Features.Descriptors;

/// <summary>
/// Computes the descriptors of one track at a time, while it streams, in memory that one thread keeps and that does not grow with the track:
/// <c>sound, spectra and mel levels → meters → values</c>. In which portions they come makes no difference.
/// </summary>
/// <param name="kernels">The tables; their options say which descriptors are computed.</param>
internal sealed class DescriptorAnalyzer(FeatureKernels kernels) : ISpectrumConsumer
{
    private readonly SoundMeter? sound = Wants(kernels, SoundMeter.Kinds) ? new SoundMeter(kernels.Options.Descriptors) : null;
    private readonly SpectrumMeter? spectra = Wants(kernels, SpectrumMeter.Kinds) ? new SpectrumMeter(kernels, kernels.Options.Descriptors) : null;
    private readonly LevelMeter? levels = Wants(kernels, LevelMeter.Kinds) ? new LevelMeter(kernels.Options, kernels.Options.Descriptors) : null;

    /// <summary>For the descriptors that the options ask for; null if they ask for none.</summary>
    public static DescriptorAnalyzer? For(FeatureKernels kernels) => kernels.Options.Descriptors.Count > 0 ? new DescriptorAnalyzer(kernels) : null;

    /// <summary>Begins a track.</summary>
    /// <param name="sampleRate">The file's own, in Hz.</param>
    /// <param name="channelCount">The file's own, in the order of WAV files.</param>
    public void Start(int sampleRate, int channelCount)
    {
        sound?.Start(sampleRate, channelCount);
        spectra?.Start();
        levels?.Start();
    }

    /// <summary>Takes the file's next frames.</summary>
    public void TakeSound(ReadOnlySpan<float> interleaved) => sound?.Take(interleaved);

    /// <inheritdoc/>
    public void Begin(int frameCount)
    {
    }

    /// <summary>Takes the next spectra of the mono song at the options' rate.</summary>
    public void Take(SpectrumBlock block) => spectra?.Take(block);

    /// <summary>Takes the mel levels of the next frames.</summary>
    /// <param name="melLevels">In dB, shape [options.MfccMelCount, frameCount], row-major.</param>
    /// <param name="frameCount">Frames of this piece.</param>
    public void TakeLevels(ReadOnlySpan<float> melLevels, int frameCount)
    {
        if (frameCount > 0)
        {
            levels?.Take(melLevels, frameCount);
        }
    }

    /// <summary>Ends the track.</summary>
    public DescriptorValues Complete()
    {
        var values = new DescriptorValues();
        values = sound?.Complete(values) ?? values;
        values = spectra?.Complete(values) ?? values;
        return levels?.Complete(values) ?? values;
    }

    private static bool Wants(FeatureKernels kernels, IEnumerable<DescriptorKind> kinds) => kernels.Options.Descriptors.Intersect(kinds).Any();
}
