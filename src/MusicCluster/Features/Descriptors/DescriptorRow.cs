using MusicCluster.Foundation.Tables;

namespace MusicCluster.Features.Descriptors;

/// <summary>The descriptors of one track; <c>docs/descriptors.md</c> has the definitions.</summary>
[Table("descriptors.csv", "What the sound of a track is like, by published definitions; a field is empty where its descriptor is not defined.")]
public sealed record DescriptorRow(
    [Column("track_id", "The track.")] string TrackId,
    [Column("tempo_bpm", "Beats per minute.")] double? TempoBpm,
    [Column("tempo_alternative_bpm", "The better of half and twice the tempo.")] double? TempoAlternativeBpm,
    [Column("tempo_confidence", "How far the beat's autocorrelation stands out, 0 … 1.")] double? TempoConfidence,
    [Column("key", "Root and mode by Krumhansl and Kessler's profiles, such as C major.")] string Key,
    [Column("key_confidence", "Correlation with the key's profile, 0 … 1.")] double? KeyConfidence,
    [Column("key_temperley", "The key by Temperley's profiles.")] string KeyTemperley,
    [Column("loudness_lufs", "Integrated loudness in LUFS.")] double? LoudnessLufs,
    [Column("loudness_range_lu", "Loudness range in LU.")] double? LoudnessRangeLu,
    [Column("true_peak_dbtp", "True peak in dB re full scale.")] double? TruePeakDbtp,
    [Column("brightness_hz", "Mean spectral centroid in Hz, without silent frames.")] double? BrightnessHz,
    [Column("flatness", "Mean spectral flatness, 0 (tones) … 1 (white noise), without silent frames.")] double? Flatness,
    [Column("onset_rate_hz", "Onsets per second.")] double? OnsetRateHz,
    [Column("percussiveness", "Percussive share of the power, 0 … 1.")] double? Percussiveness,
    [Column("dynamic_range_db", "Dynamic range (DR) in dB.")] double? DynamicRangeDb,
    [Column("silence_share", "Share of frames 60 dB or more below the loudest.")] double? SilenceShare,
    [Column("voiced_share", "Share of the time in which lyrics are sung; empty without lyrics that say when.")] double? VoicedShare)
{
    /// <summary>The row of a track.</summary>
    internal static DescriptorRow Of(string trackId, DescriptorValues values, double? voicedShare = null) => new(
        trackId, values.TempoBpm, values.TempoAlternativeBpm, values.TempoConfidence,
        values.Key ?? "", values.KeyConfidence, values.KeyTemperley ?? "",
        values.LoudnessLufs, values.LoudnessRangeLu, values.TruePeakDbtp, values.BrightnessHz, values.Flatness,
        values.OnsetRateHz, values.Percussiveness, values.DynamicRangeDb, values.SilenceShare, voicedShare);
}
