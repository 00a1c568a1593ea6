using System.Text.Json.Serialization;

namespace MusicCluster.Evaluation.Statistics;

/// <summary>What a test says of a difference.</summary>
public enum Verdict
{
    /// <summary>It was not tested.</summary>
    [JsonStringEnumMemberName("")]
    NotTested,

    /// <summary>It may be noise.</summary>
    [JsonStringEnumMemberName("no difference shown")]
    NoDifferenceShown,

    /// <summary>Higher by more than the noise.</summary>
    Better,

    /// <summary>Lower by more than the noise.</summary>
    Worse,
}

/// <summary>How verdicts are reached, the same for every table.</summary>
public static class Verdicts
{
    /// <summary>The level of all tests, after correction.</summary>
    public const double Significance = 0.05;

    /// <summary>The verdict of a difference and its corrected p-value, null where there was no test.</summary>
    public static Verdict Of(double? difference, double? adjustedPValue) =>
        adjustedPValue is not { } p ? Verdict.NotTested
        : p > Significance ? Verdict.NoDifferenceShown
        : difference > 0 ? Verdict.Better : Verdict.Worse;
}
