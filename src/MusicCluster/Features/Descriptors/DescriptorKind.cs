using System.ComponentModel;

namespace MusicCluster.Features.Descriptors;

/// <summary>What one number, or a few, can say about a track; <c>docs/descriptors.md</c> has the definitions.</summary>
public enum DescriptorKind
{
    [Description("Beats per minute by librosa's definition, its octave alternative and how regular the beat is.")]
    Tempo,

    [Description("Key and mode by Krumhansl and Kessler's profiles, how well it fits, and the key by Temperley's profiles.")]
    Key,

    [Description("Integrated loudness by ITU-R BS.1770-4 and EBU R 128.")]
    Loudness,

    [Description("Loudness range by EBU Tech 3342.")]
    LoudnessRange,

    [Description("True peak by annex 2 of ITU-R BS.1770-4.")]
    TruePeak,

    [Description("Spectral centroid, weighted by magnitude.")]
    Brightness,

    [Description("Spectral flatness: geometric over arithmetic mean of the power spectrum.")]
    Flatness,

    [Description("Onsets per second, picked from the onset strength by the rule of Böck, Krebs and Schedl (2012).")]
    OnsetRate,

    [Description("Percussive share of the power by harmonic-percussive separation (Fitzgerald 2010).")]
    Percussiveness,

    [Description("Dynamic range by the Pleasurize Music Foundation's definition (DR).")]
    DynamicRange,

    [Description("Share of frames that are 60 dB or more below the loudest.")]
    Silence,
}
