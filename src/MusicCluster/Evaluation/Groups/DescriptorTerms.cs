using MusicCluster.Features.Descriptors;

namespace MusicCluster.Evaluation.Groups;

/// <summary>A descriptor and the words for much and for little of it; empty where no plain word means it.</summary>
/// <param name="Name">Its column in <c>descriptors.csv</c>.</param>
/// <param name="Of">Its value of a track; null where undefined.</param>
/// <param name="High">The word for a group above the rest.</param>
/// <param name="Low">The word for a group below the rest.</param>
internal sealed record DescriptorTerm(string Name, Func<DescriptorRow, double?> Of, string High = "", string Low = "");

/// <summary>All descriptors that are tested, and all words that a name may take from them.</summary>
internal static class DescriptorTerms
{
    /// <summary>In the order of <c>descriptors.csv</c>. A key is a class, so it has no median and is not here.</summary>
    public static IReadOnlyList<DescriptorTerm> All { get; } =
    [
        new("tempo_bpm", row => row.TempoBpm, "fast", "slow"),
        new("tempo_alternative_bpm", row => row.TempoAlternativeBpm),
        new("tempo_confidence", row => row.TempoConfidence, "steady beat", "loose beat"),
        new("key_confidence", row => row.KeyConfidence, "clear key", "vague key"),
        new("loudness_lufs", row => row.LoudnessLufs, "loud", "quiet"),
        new("loudness_range_lu", row => row.LoudnessRangeLu, "varied loudness", "even loudness"),
        new("true_peak_dbtp", row => row.TruePeakDbtp),
        new("brightness_hz", row => row.BrightnessHz, "bright", "dark"),
        new("flatness", row => row.Flatness, "noisy", "tonal"),
        new("onset_rate_hz", row => row.OnsetRateHz, "many onsets", "few onsets"),
        new("percussiveness", row => row.Percussiveness, "percussive", "sustained"),
        new("dynamic_range_db", row => row.DynamicRangeDb, "dynamic", "compressed"),
        new("silence_share", row => row.SilenceShare, "with silences", "without silences"),
        new("voiced_share", row => row.VoicedShare, "much sung", "little sung"),
    ];
}
