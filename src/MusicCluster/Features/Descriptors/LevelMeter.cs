using System.Numerics.Tensors;
using MusicCluster.Features.Frames;
using MusicCluster.Features.Spectra;

namespace MusicCluster.Features.Descriptors;

/// <summary>The descriptors that are read from the mel levels over time: tempo, onset rate and percussiveness.</summary>
internal sealed class LevelMeter
{
    /// <summary>What it measures.</summary>
    public static IReadOnlyList<DescriptorKind> Kinds { get; } = [DescriptorKind.Tempo, DescriptorKind.OnsetRate, DescriptorKind.Percussiveness];

    // Windows of 8 s at every tenth of a second: one at every frame would move the mean by less than a thousandth.
    private const int TempoStep = 4;

    private readonly OnsetStream? onsets;
    private readonly Tempo? tempo;
    private readonly OnsetPeaks? peaks;
    private readonly PercussionMeter? percussion;
    private bool isSilent;
    private bool isSteady;

    /// <summary>Makes the memory of one thread.</summary>
    public LevelMeter(FeatureOptions options, IReadOnlyCollection<DescriptorKind> kinds)
    {
        var hasTempo = kinds.Contains(DescriptorKind.Tempo);
        var hasRate = kinds.Contains(DescriptorKind.OnsetRate);
        onsets = hasTempo || hasRate ? new OnsetStream(options.MfccMelCount, options.FftLength / (2 * options.HopLength)) : null;
        tempo = hasTempo ? new Tempo(options.SampleRate, options.HopLength, TempoStep) : null;
        peaks = hasRate ? new OnsetPeaks((double)options.SampleRate / options.HopLength) : null;
        percussion = kinds.Contains(DescriptorKind.Percussiveness) ? new PercussionMeter(options.MfccMelCount) : null;
    }

    /// <summary>Begins a track.</summary>
    public void Start()
    {
        (isSilent, isSteady) = (true, true);
        onsets?.Start();
        tempo?.Start();
        peaks?.Start();
        percussion?.Start();
    }

    /// <summary>Takes the levels of the next frames in dB, shape [bands, frames].</summary>
    public void Take(ReadOnlySpan<float> levels, int frameCount)
    {
        isSilent &= TensorPrimitives.Max(levels) <= Silence;
        if (onsets is not null)
        {
            var strength = onsets.Take(levels, frameCount);
            isSteady &= TensorPrimitives.Max(strength) <= 0;
            tempo?.Take(strength);
            peaks?.Take(strength);
        }

        percussion?.Take(levels, frameCount);
    }

    /// <summary>Ends the track.</summary>
    public DescriptorValues Complete(DescriptorValues values)
    {
        if (isSilent)
        {
            return values;
        }

        // A sound without any rise has no beat, however it is chosen.
        TempoEstimate? estimate = isSteady ? null : tempo?.Complete();
        return values with
        {
            TempoBpm = estimate?.BeatsPerMinute,
            TempoAlternativeBpm = estimate?.Alternative,
            TempoConfidence = estimate?.Confidence,
            OnsetRateHz = peaks?.Rate(),
            Percussiveness = percussion?.Share(),
        };
    }

    // What power that counts as none comes to, and a little rounding.
    private static float Silence { get; } = (10 * MathF.Log10(Decibels.MinimumPower)) + 0.01f;
}
