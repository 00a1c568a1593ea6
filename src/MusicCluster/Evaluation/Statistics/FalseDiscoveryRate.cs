using MusicCluster.Numerics;

namespace MusicCluster.Evaluation.Statistics;

/// <summary>Correction of many tests at once that bounds the share of false claims among the claims.</summary>
public static class FalseDiscoveryRate
{
    /// <summary>The step-up procedure of Benjamini and Hochberg (1995): the i-th smallest of n times n ÷ i, never falling.</summary>
    /// <param name="pValues">In any order.</param>
    /// <returns>Adjusted p-values in the same order.</returns>
    public static double[] BenjaminiHochberg(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        var order = Orders.Ascending([.. pValues]);
        var running = 1.0;
        for (var i = order.Length - 1; i >= 0; i--)
        {
            running = Math.Min(running, pValues[order[i]] * order.Length / (i + 1));
            adjusted[order[i]] = running;
        }

        return adjusted;
    }
}
