using MusicCluster.Foundation;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Clusters.Partitioning;

/// <summary>Spectral clustering (Shi and Malik 2000; von Luxburg 2007): k-means on the smoothest patterns of the neighbor graph.</summary>
/// <remarks>As in scikit-learn: ½(A + Aᵀ) of the nearest neighbors, eigenvectors divided by √degree.</remarks>
public static class SpectralClustering
{
    private const int MaxSteps = 400;
    private const double Tolerance = 1e-7;
    private const int InitCount = 10;

    /// <summary>Clusters rows.</summary>
    /// <param name="points">Rows are tracks, finite.</param>
    /// <param name="clusterCount">Clusters wanted, 1 … rowCount.</param>
    /// <param name="neighborCount">Neighbors per point in the graph, itself included; more are taken while the graph has too many parts.</param>
    /// <param name="random">Starts of the eigenvectors and of k-means.</param>
    /// <param name="watch">Hears how far the work is, and can end it.</param>
    /// <returns>Labels in order of first appearance.</returns>
    /// <exception cref="ArgumentException">A value is NaN or infinite, or there are fewer rows than clusters.</exception>
    public static int[] Fit(Matrix points, int clusterCount, int neighborCount, RandomSource random, WorkWatch? watch = null)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clusterCount);
        FiniteChecks.ThrowIfNotFinite(points);
        if (points.RowCount < clusterCount)
        {
            throw new ArgumentException(
                $"{points.RowCount} points cannot make {clusterCount} clusters; k may be 1 to the number of points.", nameof(clusterCount));
        }

        watch ??= WorkWatch.None;
        var graph = Connect(points, neighborCount, clusterCount, watch.Part(0, 0.4), out var componentCount);
        var vectors = LaplacianEigenvectors.Leading(graph, clusterCount - componentCount, random, MaxSteps, Tolerance, watch.Part(0.4, 0.8));
        return KMeans.Fit(Embed(graph, vectors), clusterCount, InitCount, random, watch: watch.Part(0.8, 1)).Labels;
    }

    /// <summary>The neighbor graph, with twice the neighbors until it has no more parts than there are clusters.</summary>
    private static SparseGraph Connect(Matrix points, int neighborCount, int clusterCount, WorkWatch watch, out int componentCount)
    {
        for (; ; neighborCount *= 2)
        {
            var neighbors = NearestNeighbors.Find(points, neighborCount, watch);
            var ones = new double[neighbors.Indices.Length];
            Array.Fill(ones, 1);
            var graph = SparseGraph.Join(neighbors, ones, (a, b) => (a + b) / 2);
            graph.Components(out componentCount);
            if (componentCount <= clusterCount)
            {
                return graph;
            }
        }
    }

    private static Matrix Embed(SparseGraph graph, Matrix vectors)
    {
        var embedding = new Matrix(graph.PointCount, vectors.RowCount);
        for (var row = 0; row < graph.PointCount; row++)
        {
            var degree = 0.0;
            for (var i = graph.Starts[row]; i < graph.Starts[row + 1]; i++)
            {
                degree += graph.Weights[i];
            }

            var scale = degree > 0 ? 1 / Math.Sqrt(degree) : 1;
            for (var axis = 0; axis < vectors.RowCount; axis++)
            {
                embedding[row, axis] = vectors[axis, row] * scale;
            }
        }

        return embedding;
    }
}
