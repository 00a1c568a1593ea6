using MusicCluster.Foundation.Options;

namespace MusicCluster.Evaluation;

/// <summary>How sure the tables have to be.</summary>
public sealed record EvaluationOptions(
    [property: Option("Resamples of the tracks behind each interval and each comparison."), Range(100, 100_000)]
    int BootstrapCount = 1000,
    [property: Option("Permutations of the genres behind the null distribution."), Range(100, 100_000)]
    int PermutationCount = 1000,
    [property: Option("The coverage of the intervals."), Range(Above = 0.5, Below = 1)]
    double Confidence = 0.95,
    [property: Option("The representation that all others are compared with; if a table does not have it, its first one is.")]
    string Baseline = "mfcc-pca") : IOptions;
