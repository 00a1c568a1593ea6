using System.ComponentModel;

namespace MusicCluster.Features;

/// <summary>Statistics over time.</summary>
public enum FeatureStatistics
{
    [Description("The mean.")]
    Mean,

    [Description("Mean and standard deviation, twice as many columns.")]
    MeanStd,
}
