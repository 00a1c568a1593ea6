using MusicCluster.Models;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using MusicCluster.Transforms;

namespace MusicCluster.Embeddings;

/// <summary>The representations that every learned one has to beat: scaled features, principal components or random directions.</summary>
public static class Baseline
{
    /// <summary>Projects features onto their first principal components.</summary>
    /// <param name="features">[tracks, columns].</param>
    /// <param name="dimension">Components wanted; fewer where the data have fewer.</param>
    /// <param name="scaling">What is done to each column first, and to each component last.</param>
    /// <returns>[tracks, components].</returns>
    public static Matrix Embed(Matrix features, int dimension, InputScaling scaling)
    {
        var scaled = scaling switch
        {
            InputScaling.Raw => features,
            InputScaling.RankGauss => RankGauss.Fit(features).Transform(features),
            _ => StandardScaler.Fit(features).Transform(features),
        };
        var count = Math.Min(dimension, Math.Min(scaled.RowCount, scaled.ColumnCount));
        return Pca.Fit(scaled, count, whiten: scaling == InputScaling.Whitened).Transform(scaled);
    }

    /// <summary>Standardized features on random directions: what any projection of that width gives.</summary>
    /// <param name="features">[tracks, columns].</param>
    /// <param name="dimension">Directions.</param>
    /// <param name="random">Draws them: normal, of variance 1 ÷ dimension, so that distances keep their size on average (Johnson and Lindenstrauss
    /// 1984).</param>
    /// <returns>[tracks, dimension].</returns>
    public static Matrix Project(Matrix features, int dimension, RandomSource random)
    {
        var scaled = StandardScaler.Fit(features).Transform(features);
        var directions = new Matrix(dimension, features.ColumnCount);
        foreach (ref var value in directions.Values.AsSpan())
        {
            value = random.NextGaussian() / Math.Sqrt(dimension);
        }

        return Products.RowsTimesRows(scaled, directions);
    }
}
