namespace MusicCluster.Features;

/// <summary>Statistics over time.</summary>
public enum FeatureStatistics
{
    /// <summary>The mean.</summary>
    Mean,

    /// <summary>Mean and standard deviation, twice as many columns.</summary>
    MeanStd,
}
