using MusicCluster.Features.Descriptors;

namespace MusicCluster.Evaluation.Groups;

/// <summary>A descriptor and the words for much and for little of it; empty where no plain word means it.</summary>
/// <param name="Name">Its column in <c>descriptors.csv</c>.</param>
/// <param name="Label">What people call it, with its unit.</param>
/// <param name="Of">Its value of a track; null where undefined.</param>
/// <param name="High">The word for a group above the rest.</param>
/// <param name="Low">The word for a group below the rest.</param>
internal sealed record DescriptorTerm(string Name, string Label, Func<DescriptorRow, double?> Of, string High = "", string Low = "");

/// <summary>All descriptors that are tested, and all words that a name may take from them.</summary>
internal static class DescriptorTerms
{
    /// <summary>In the order of <c>descriptors.csv</c>. A key is a class, so it has no median and is not here.</summary>
    public static IReadOnlyList<DescriptorTerm> All { get; } =
    [
        new("tempo_bpm", "tempo (BPM)", row => row.TempoBpm, "fast", "slow"),
        new("tempo_alternative_bpm", "other tempo (BPM)", row => row.TempoAlternativeBpm),
        new("tempo_confidence", "steadiness of the beat", row => row.TempoConfidence, "steady beat", "loose beat"),
        new("key_confidence", "clearness of the key", row => row.KeyConfidence, "clear key", "vague key"),
        new("loudness_lufs", "loudness (LUFS)", row => row.LoudnessLufs, "loud", "quiet"),
        new("loudness_range_lu", "loudness range (LU)", row => row.LoudnessRangeLu, "varied loudness", "even loudness"),
        new("true_peak_dbtp", "true peak (dBTP)", row => row.TruePeakDbtp),
        new("brightness_hz", "brightness (Hz)", row => row.BrightnessHz, "bright", "dark"),
        new("flatness", "noisiness (flatness)", row => row.Flatness, "noisy", "tonal"),
        new("onset_rate_hz", "onsets per second", row => row.OnsetRateHz, "many onsets", "few onsets"),
        new("percussiveness", "percussive share", row => row.Percussiveness, "percussive", "sustained"),
        new("dynamic_range_db", "dynamic range (dB)", row => row.DynamicRangeDb, "dynamic", "compressed"),
        new("silence_share", "share of silence", row => row.SilenceShare, "with silences", "without silences"),
        new("voiced_share", "share that is sung", row => row.VoicedShare, "much sung", "little sung"),
    ];

    /// <summary>The term of a column of <c>descriptors.csv</c>.</summary>
    public static DescriptorTerm Get(string name) => All.First(term => term.Name == name);
}
