using MusicCluster.Numerics;

namespace MusicCluster.Projection;

/// <summary>First coordinates: the two smoothest patterns on the graph, eigenvectors of its normalised Laplacian.</summary>
/// <remarks>
/// Lanczos iterations with full reorthogonalisation on D^-½ W D^-½, whose largest eigenvectors are the smallest of the Laplacian;
/// the constant one is known (√degree) and projected out.
/// </remarks>
internal static class SpectralStart
{
    private const int MaxSteps = 160;
    private const int CheckEvery = 20;
    private const double Tolerance = 1e-4;

    /// <summary>Coordinates, or null when the graph falls apart: eigenvectors then tell components apart and nothing else.</summary>
    public static Matrix? Compute(FuzzyGraph graph, RandomSource random)
    {
        if (!IsConnected(graph))
        {
            return null;
        }

        var inverseRoot = new double[graph.PointCount];
        var trivial = new double[graph.PointCount];
        for (var row = 0; row < graph.PointCount; row++)
        {
            var degree = graph.Weights.AsSpan(graph.Starts[row], graph.Starts[row + 1] - graph.Starts[row]).ToArray().Sum();
            trivial[row] = Math.Sqrt(degree);
            inverseRoot[row] = 1 / trivial[row];
        }

        Normalise(trivial);
        var weights = (double[])graph.Weights.Clone();
        for (var row = 0; row < graph.PointCount; row++)
        {
            for (var i = graph.Starts[row]; i < graph.Starts[row + 1]; i++)
            {
                weights[i] *= inverseRoot[row] * inverseRoot[graph.Columns[i]];
            }
        }

        return Lanczos(graph with { Weights = weights }, trivial, random);
    }

    private static Matrix Lanczos(FuzzyGraph graph, double[] trivial, RandomSource random)
    {
        var count = graph.PointCount;
        var basis = new List<double[]> { trivial };
        var diagonal = new List<double>();
        var beside = new List<double>();
        var vector = new double[count];
        for (var i = 0; i < count; i++)
        {
            vector[i] = random.NextGaussian();
        }

        Orthogonalise(vector, basis);
        Normalise(vector);
        var steps = Math.Min(MaxSteps, count - 1);
        for (var step = 1; ; step++)
        {
            basis.Add(vector);
            var next = Multiply(graph, vector);
            diagonal.Add(Products.Dot(next, vector));
            Orthogonalise(next, basis);
            var norm = Normalise(next);
            var ended = step >= steps || norm < 1e-12;
            if (ended || step % CheckEvery == 0)
            {
                var ritz = Ritz(diagonal, beside);
                if (ended || Enumerable.Range(0, 2).All(i => norm * Math.Abs(ritz[i, step - 1]) < Tolerance))
                {
                    return Combine(ritz, basis, count);
                }
            }

            beside.Add(norm);
            vector = next;
        }
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

    private static Matrix Combine(Matrix ritz, List<double[]> basis, int count)
    {
        var result = new Matrix(count, 2);
        for (var axis = 0; axis < Math.Min(2, ritz.RowCount); axis++)
        {
            var column = new double[count];
            for (var i = 0; i < ritz.ColumnCount; i++)
            {
                Products.AddScaled(basis[i + 1], ritz[axis, i], column);
            }

            for (var row = 0; row < count; row++)
            {
                result[row, axis] = column[row];
            }
        }

        return result;
    }

    private static double[] Multiply(FuzzyGraph graph, double[] vector)
    {
        var result = new double[vector.Length];
        for (var row = 0; row < result.Length; row++)
        {
            var sum = 0.0;
            for (var i = graph.Starts[row]; i < graph.Starts[row + 1]; i++)
            {
                sum += graph.Weights[i] * vector[graph.Columns[i]];
            }

            result[row] = sum;
        }

        return result;
    }

    private static void Orthogonalise(double[] vector, List<double[]> basis)
    {
        // Twice is enough (Parlett 1980).
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var other in basis)
            {
                Products.AddScaled(other, -Products.Dot(vector, other), vector);
            }
        }
    }

    private static double Normalise(double[] vector)
    {
        var norm = Math.Sqrt(Products.Dot(vector, vector));
        var scale = norm > 0 ? 1 / norm : 0;
        foreach (ref var value in vector.AsSpan())
        {
            value *= scale;
        }

        return norm;
    }

    private static bool IsConnected(FuzzyGraph graph)
    {
        var sets = new DisjointSets(graph.PointCount);
        var setCount = graph.PointCount;
        for (var row = 0; row < graph.PointCount; row++)
        {
            for (var i = graph.Starts[row]; i < graph.Starts[row + 1]; i++)
            {
                setCount -= sets.Union(row, graph.Columns[i]) ? 1 : 0;
            }
        }

        return setCount == 1;
    }
}
