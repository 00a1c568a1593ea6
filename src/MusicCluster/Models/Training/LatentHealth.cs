using MusicCluster.Numerics;

namespace MusicCluster.Models.Training;

/// <summary>How much of a latent space is used.</summary>
/// <remarks>Active units: Burda, Grosse and Salakhutdinov 2016, variance of the posterior mean over the data above 0.01.</remarks>
internal static class LatentHealth
{
    public const double ActiveVariance = 0.01;

    /// <summary>Population variance of every column.</summary>
    public static double[] Variances(Matrix means)
    {
        var variances = new double[means.ColumnCount];
        for (var column = 0; column < variances.Length; column++)
        {
            var values = Enumerable.Range(0, means.RowCount).Select(row => means[row, column]).ToArray();
            var mean = values.Sum() / values.Length;
            variances[column] = values.Sum(value => (value - mean) * (value - mean)) / values.Length;
        }

        return variances;
    }

    /// <summary>healthy, partly collapsed (k of d), or collapsed.</summary>
    /// <param name="activeCount">Active units.</param>
    /// <param name="latent">All units.</param>
    public static string Verdict(int activeCount, int latent) =>
        activeCount == latent ? "healthy"
        : activeCount == 0 ? "collapsed"
        : $"partly collapsed ({activeCount} of {latent} active)";
}
