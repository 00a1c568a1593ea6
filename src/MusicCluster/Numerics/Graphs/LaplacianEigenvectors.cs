using MusicCluster.Foundation;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Numerics.Graphs;

/// <summary>The smoothest patterns on a graph: eigenvectors of D^-½ W D^-½, the largest first.</summary>
/// <remarks>
/// They are the smallest of the normalized Laplacian. Each component of the graph has one with eigenvalue 1 that is known: √degree
/// within, zero elsewhere. The others come from Lanczos iterations with full reorthogonalization (Parlett 1980).
/// </remarks>
internal static class LaplacianEigenvectors
{
    private const int CheckEvery = 20;

    // Points up to which each vector of the basis is subtracted before the next is met; both ways are as exact.
    private const int OneByOneLength = 20_000;
    private const int StretchLength = 2_048;

    /// <summary>Leading eigenvectors: one per component, then the following ones.</summary>
    /// <param name="graph">The graph; a point without edges is a component.</param>
    /// <param name="extraCount">Eigenvectors beyond those of the components; fewer when there are fewer points.</param>
    /// <param name="random">The first vector of the iteration.</param>
    /// <param name="maxSteps">Iterations at most; memory is n per step.</param>
    /// <param name="tolerance">Residual of an eigenvector that is exact enough.</param>
    /// <param name="watch">Hears how far the work is, and can end it.</param>
    /// <returns>Unit vectors as rows; memory is n per component too, so pass graphs of few components.</returns>
    public static Matrix Leading(
        SparseGraph graph, int extraCount, RandomSource random, int maxSteps, double tolerance, WorkWatch? watch = null)
    {
        var components = graph.Components(out var componentCount);
        var roots = new double[graph.PointCount];
        for (var row = 0; row < roots.Length; row++)
        {
            for (var i = graph.Starts[row]; i < graph.Starts[row + 1]; i++)
            {
                roots[row] += graph.Weights[i];
            }

            roots[row] = Math.Sqrt(roots[row]);
        }

        var known = new List<double[]>(componentCount);
        for (var component = 0; component < componentCount; component++)
        {
            // A point without edges has no degree; its own vector is 1.
            var vector = new double[roots.Length];
            for (var row = 0; row < roots.Length; row++)
            {
                vector[row] = components[row] != component ? 0 : roots[row] > 0 ? roots[row] : 1;
            }

            Normalize(vector);
            known.Add(vector);
        }

        var weights = (double[])graph.Weights.Clone();
        for (var row = 0; row < roots.Length; row++)
        {
            for (var i = graph.Starts[row]; i < graph.Starts[row + 1]; i++)
            {
                weights[i] /= roots[row] * roots[graph.Columns[i]];
            }
        }

        var extra = Math.Min(extraCount, graph.PointCount - componentCount);
        var vectors = extra > 0 ? Lanczos(graph with { Weights = weights }, known, extra, random, maxSteps, tolerance, watch ?? WorkWatch.None) : [];
        return Matrix.FromRows([.. known, .. vectors]);
    }

    private static List<double[]> Lanczos(
        SparseGraph graph, List<double[]> known, int wanted, RandomSource random, int maxSteps, double tolerance, WorkWatch watch)
    {
        var count = graph.PointCount;
        var basis = new List<double[]>(known);
        var diagonal = new List<double>();
        var beside = new List<double>();
        var vector = new double[count];
        Restart(vector, basis, random);
        var steps = Math.Min(maxSteps, count - known.Count);
        for (var step = 1; ; step++)
        {
            // A step costs as much as there were steps before it.
            watch.Report(Math.Pow(step / (double)steps, 2));
            basis.Add(vector);
            var next = Multiply(graph, vector);
            diagonal.Add(Products.Dot(next, vector));
            Orthogonalize(next, basis);
            var norm = Normalize(next);
            if (step >= steps || step % CheckEvery == 0)
            {
                var ritz = Ritz(diagonal, beside);
                if (step >= steps || (step >= wanted && Enumerable.Range(0, wanted).All(i => norm * Math.Abs(ritz[i, step - 1]) < tolerance)))
                {
                    return Combine(ritz, basis, known.Count, Math.Min(wanted, step), count);
                }
            }

            if (norm < 1e-10)
            {
                // The space is closed: go on from a fresh direction, which finds repeated eigenvalues.
                norm = 0;
                Restart(next, basis, random);
            }

            beside.Add(norm);
            vector = next;
        }
    }

    private static void Restart(double[] vector, List<double[]> basis, RandomSource random)
    {
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = random.NextGaussian();
        }

        Orthogonalize(vector, basis);
        Normalize(vector);
    }

    private static Matrix Ritz(List<double> diagonal, List<double> beside)
    {
        var small = new Matrix(diagonal.Count, diagonal.Count);
        for (var i = 0; i < diagonal.Count; i++)
        {
            small[i, i] = diagonal[i];
            if (i + 1 < diagonal.Count)
            {
                small[i, i + 1] = small[i + 1, i] = beside[i];
            }
        }

        return SymmetricEigen.Decompose(small).Vectors;
    }

    private static List<double[]> Combine(Matrix ritz, List<double[]> basis, int offset, int wanted, int count)
    {
        var result = new List<double[]>(wanted);
        for (var vector = 0; vector < wanted; vector++)
        {
            var values = new double[count];
            for (var i = 0; i < ritz.ColumnCount; i++)
            {
                Products.AddScaled(basis[offset + i], ritz[vector, i], values);
            }

            result.Add(values);
        }

        return result;
    }

    private static double[] Multiply(SparseGraph graph, double[] vector)
    {
        var result = new double[vector.Length];
        Workers.For((result.Length + 4095) / 4096, chunk =>
        {
            for (var row = chunk * 4096; row < Math.Min(result.Length, (chunk + 1) * 4096); row++)
            {
                var sum = 0.0;
                for (var i = graph.Starts[row]; i < graph.Starts[row + 1]; i++)
                {
                    sum += graph.Weights[i] * vector[graph.Columns[i]];
                }

                result[row] = sum;
            }
        });
        return result;
    }

    private static void Orthogonalize(double[] vector, List<double[]> basis)
    {
        // Twice is enough.
        for (var pass = 0; pass < 2; pass++)
        {
            if (vector.Length > OneByOneLength)
            {
                OrthogonalizeAtOnce(vector, basis);
                continue;
            }

            foreach (var other in basis)
            {
                Products.AddScaled(other, -Products.Dot(vector, other), vector);
            }
        }
    }

    /// <summary>All products with the basis before anything is subtracted, stretch by stretch on all threads; the sums keep their order.</summary>
    private static void OrthogonalizeAtOnce(double[] vector, List<double[]> basis)
    {
        var products = new Matrix((vector.Length + StretchLength - 1) / StretchLength, basis.Count);
        Workers.For(products.RowCount, stretch =>
        {
            var (start, length) = (stretch * StretchLength, Math.Min(StretchLength, vector.Length - (stretch * StretchLength)));
            for (var i = 0; i < basis.Count; i++)
            {
                products[stretch, i] = Products.Dot(vector.AsSpan(start, length), basis[i].AsSpan(start, length));
            }
        });
        var sums = new double[basis.Count];
        for (var stretch = 0; stretch < products.RowCount; stretch++)
        {
            Products.AddScaled(products.Row(stretch), 1, sums);
        }

        Workers.For(products.RowCount, stretch =>
        {
            var (start, length) = (stretch * StretchLength, Math.Min(StretchLength, vector.Length - (stretch * StretchLength)));
            for (var i = 0; i < basis.Count; i++)
            {
                Products.AddScaled(basis[i].AsSpan(start, length), -sums[i], vector.AsSpan(start, length));
            }
        });
    }

    private static double Normalize(double[] vector)
    {
        var norm = Math.Sqrt(Products.Dot(vector, vector));
        var scale = norm > 0 ? 1 / norm : 0;
        foreach (ref var value in vector.AsSpan())
        {
            value *= scale;
        }

        return norm;
    }
}
