using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Projection;

/// <summary>First coordinates: the two smoothest patterns on the graph.</summary>
internal static class SpectralStart
{
    // The layout only needs the shape: umap-learn stops at the same residual.
    private const int MaxSteps = 160;
    private const double Tolerance = 1e-4;

    /// <summary>Coordinates, or null when the graph falls apart: eigenvectors then separate components and nothing else.</summary>
    public static Matrix? Compute(SparseGraph graph, RandomSource random)
    {
        graph.Components(out var componentCount);
        if (componentCount > 1)
        {
            return null;
        }

        var vectors = LaplacianEigenvectors.Leading(graph, 2, random, MaxSteps, Tolerance);
        var start = new Matrix(graph.PointCount, 2);
        for (var axis = 0; axis < 2; axis++)
        {
            for (var row = 0; row < start.RowCount; row++)
            {
                start[row, axis] = vectors[axis + 1, row];
            }
        }

        return start;
    }
}
