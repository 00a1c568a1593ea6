
namespace MusicCluster.Evaluation;

/// <summary>How sure the tables have to be.</summary>
/// <param name="BootstrapCount">Resamples of the tracks behind each interval and each comparison.</param>
/// <param name="PermutationCount">Shufflings of the genres behind the null distribution.</param>
/// <param name="Confidence">Coverage of the intervals.</param>
/// <param name="Baseline">The representation that all others are compared with.</param>
public sealed record EvaluationOptions(
    int BootstrapCount = 1000, int PermutationCount = 1000, double Confidence = 0.95, string Baseline = "mfcc-pca")
{
    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        if (BootstrapCount is < 100 or > 100_000)
        {
            yield return $"evaluation.bootstrapCount is {BootstrapCount}; it must be 100 to 100000.";
        }

        if (PermutationCount is < 100 or > 100_000)
        {
            yield return $"evaluation.permutationCount is {PermutationCount}; it must be 100 to 100000.";
        }

        if (Confidence is not (> 0.5 and < 1))
        {
            yield return $"evaluation.confidence is {Confidence}; it must lie between 0.5 and 1.";
        }
    }
}
