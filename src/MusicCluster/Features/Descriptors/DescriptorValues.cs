namespace MusicCluster.Features.Descriptors;

/// <summary>The descriptors of one track; null where one was not asked for or is not defined, never a number in its place.</summary>
internal sealed record DescriptorValues
{
    /// <summary>Of a track that nobody asked about.</summary>
    public static readonly DescriptorValues None = new();

    public double? TempoBpm { get; init; }

    public double? TempoAlternativeBpm { get; init; }

    public double? TempoConfidence { get; init; }

    public string? Key { get; init; }

    public double? KeyConfidence { get; init; }

    public string? KeyTemperley { get; init; }

    public double? LoudnessLufs { get; init; }

    public double? LoudnessRangeLu { get; init; }

    public double? TruePeakDbtp { get; init; }

    public double? BrightnessHz { get; init; }

    public double? Flatness { get; init; }

    public double? OnsetRateHz { get; init; }

    public double? Percussiveness { get; init; }

    public double? DynamicRangeDb { get; init; }

    public double? SilenceShare { get; init; }
}
