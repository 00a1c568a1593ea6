using MusicCluster.Foundation;
using MusicCluster.Foundation.Options;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;
using MusicCluster.Numerics.Random;
using MusicCluster.Transforms;

namespace MusicCluster.Projection;

/// <summary>UMAP (McInnes, Healy and Melville 2018): a map of the points in two dimensions that keeps neighbors together.</summary>
/// <remarks>
/// neighbors -> fuzzy graph -> spectral start -> stochastic layout. The same random stream always gives the same map, whatever the
/// number of threads. Distances on the map between far groups carry no meaning.
/// </remarks>
public static class Umap
{
    /// <summary>Points up to which neighbors are exact; beyond, NN-descent approximates them.</summary>
    public const int ExactPointCount = 150_000;

    // Points up to which the layout moves one edge after the other, on one thread.
    private const int OneByOnePointCount = 20_000;

    // Fewer points make no neighborhoods: their principal components are the map.
    private const int SmallestPointCount = 4;

    /// <summary>Lays points out in two dimensions.</summary>
    /// <param name="points">Rows are tracks, finite.</param>
    /// <param name="options">Settings.</param>
    /// <param name="random">Start noise and sampling.</param>
    /// <param name="watch">Hears how far the map is, and can end it.</param>
    /// <returns>Coordinates, shape [rowCount, 2], each finite.</returns>
    /// <exception cref="ArgumentException">A value is NaN or infinite, or an option breaks its rule.</exception>
    public static Matrix Project(Matrix points, UmapOptions options, RandomSource random, WorkWatch? watch = null)
    {
        ArgumentNullException.ThrowIfNull(random);
        var errors = options.Errors("map.").ToList();
        if (errors.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", errors), nameof(options));
        }

        FiniteChecks.ThrowIfNotFinite(points);
        watch ??= WorkWatch.None;
        if (points.RowCount < SmallestPointCount)
        {
            return PrincipalMap(points);
        }

        var neighbors = points.RowCount <= ExactPointCount
            ? NearestNeighbors.Find(points, options.Neighbors, watch.Part(0, 0.4))
            : NeighborDescent.Find(points, options.Neighbors, random);
        var graph = FuzzyGraph.Build(neighbors);
        var epochCount = options.EpochCount > 0 ? options.EpochCount : points.RowCount <= 10_000 ? 500 : 200;
        // An edge that would never be drawn is noise in the start, too.
        graph = FuzzyGraph.Prune(graph, epochCount);
        var start = SpectralStart.Compute(graph, random) ?? PrincipalMap(points);
        start = UmapStart.Scale(start, random);
        return points.RowCount <= OneByOnePointCount
            ? UmapLayout.Run(graph, start, options, epochCount, random)
            : new UmapStripes(graph, start, options, random).Run(epochCount, watch.Part(0.5, 1));
    }

    private static Matrix PrincipalMap(Matrix points)
    {
        var map = new Matrix(points.RowCount, 2);
        if (points.RowCount == 0 || points.ColumnCount == 0)
        {
            return map;
        }

        var scores = Pca.Fit(points, 2).Transform(points);
        for (var row = 0; row < map.RowCount; row++)
        {
            scores.Row(row).CopyTo(map.Row(row));
        }

        return map;
    }
}
