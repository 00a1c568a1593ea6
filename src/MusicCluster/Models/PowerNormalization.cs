using MusicCluster.Numerics;

namespace MusicCluster.Models;

/// <summary>Draws in the rows that lie far out, direction kept.</summary>
/// <remarks>
/// The latent space of a consistency loss has no scale of its own: the loss sees projections, and a few odd tracks end up at many
/// times the usual distance. k-means then spends its centers on them. A power of the norm is what is done to Fisher vectors for
/// the same reason (Perronnin, Sánchez and Mensink 2010), there for each dimension.
/// </remarks>
internal static class PowerNormalization
{
    /// <summary>Centers the rows and gives each the norm median · (norm / median)^power.</summary>
    /// <param name="rows">[tracks, latent].</param>
    /// <param name="power">1 leaves the rows as they are, center included; 0 puts all on a sphere.</param>
    public static Matrix Apply(Matrix rows, double power)
    {
        if (power >= 1 || rows.RowCount == 0)
        {
            return rows;
        }

        var centered = Moments.Center(rows, Moments.Means(rows));
        double[] norms = [.. Enumerable.Range(0, rows.RowCount).Select(row => Norm(centered.Row(row)))];
        var median = Moments.Quantile([.. norms.Order()], 0.5);
        for (var row = 0; row < rows.RowCount; row++)
        {
            var factor = norms[row] > 0 && median > 0 ? Math.Pow(norms[row] / median, power - 1) : 1;
            foreach (ref var value in centered.Row(row))
            {
                value *= factor;
            }
        }

        return centered;
    }

    private static double Norm(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value * value;
        }

        return Math.Sqrt(sum);
    }
}
