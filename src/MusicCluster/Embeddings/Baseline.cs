using MusicCluster.Models;
using MusicCluster.Numerics;

namespace MusicCluster.Embeddings;

/// <summary>The representation that every learned one has to beat: scaled features, principal components.</summary>
public static class Baseline
{
    /// <summary>Projects features onto their first principal components.</summary>
    /// <param name="features">[tracks, columns].</param>
    /// <param name="dimension">Components wanted; fewer where the data have fewer.</param>
    /// <param name="scaling">What is done to each column first.</param>
    /// <returns>[tracks, components].</returns>
    public static Matrix Embed(Matrix features, int dimension, InputScaling scaling)
    {
        var scaled = scaling == InputScaling.Raw ? features : StandardScaler.Fit(features).Transform(features);
        var count = Math.Min(dimension, Math.Min(scaled.RowCount, scaled.ColumnCount));
        return Pca.Fit(scaled, count).Transform(scaled);
    }
}
