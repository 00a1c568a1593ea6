namespace MusicCluster.Numerics;

/// <summary>Eigenvalues and eigenvectors of a real symmetric matrix.</summary>
/// <remarks>
/// Householder tridiagonalization and implicit-shift QL, as in Golub and Van Loan, Matrix Computations, chapter 8:
/// O(n³) time, O(n²) memory.
/// </remarks>
internal static class SymmetricEigen
{
    private const int MaxSweeps = 60;

    /// <summary>Decomposes <paramref name="symmetric"/> = Σ valueᵢ · rowᵢᵀ · rowᵢ.</summary>
    /// <param name="symmetric">Square; the upper triangle is taken to equal the lower one.</param>
    /// <returns>Eigenvalues in descending order, and the unit eigenvectors as rows in the same order.</returns>
    /// <exception cref="ArgumentException">The matrix is not square or holds a value that is not finite.</exception>
    public static (double[] Values, Matrix Vectors) Decompose(Matrix symmetric)
    {
        var n = symmetric.RowCount;
        if (n != symmetric.ColumnCount)
        {
            throw new ArgumentException($"The matrix is {n} × {symmetric.ColumnCount}; it must be square.", nameof(symmetric));
        }

        if (!symmetric.Values.AsSpan().IndexOfNonFinite(out _))
        {
            var basis = symmetric.Copy();
            var diagonal = new double[n];
            var beside = new double[n];
            Tridiagonalize(basis, diagonal, beside);
            // Rows are rotated instead of columns: contiguous memory.
            var vectors = basis.Transpose();
            Diagonalize(diagonal, beside, vectors);
            return SortDescending(diagonal, vectors);
        }

        throw new ArgumentException("The matrix holds NaN or infinity; all values must be finite.", nameof(symmetric));
    }

    /// <summary>Reduces to tridiagonal form; on return <paramref name="a"/> holds the orthogonal basis, column-wise.</summary>
    private static void Tridiagonalize(Matrix a, double[] diagonal, double[] beside)
    {
        var n = a.RowCount;
        for (var i = n - 1; i > 0; i--)
        {
            var row = a.Row(i);
            var scale = 0.0;
            for (var k = 0; k < i; k++)
            {
                scale += Math.Abs(row[k]);
            }

            var norm = 0.0;
            if (i == 1 || scale == 0)
            {
                beside[i] = row[i - 1];
            }
            else
            {
                norm = Reflect(a, i, scale, beside);
            }

            diagonal[i] = norm;
        }

        Accumulate(a, diagonal);
        if (n > 0)
        {
            beside[0] = 0;
        }
    }

    private static double Reflect(Matrix a, int i, double scale, double[] beside)
    {
        var row = a.Row(i);
        var norm = 0.0;
        for (var k = 0; k < i; k++)
        {
            row[k] /= scale;
            norm += row[k] * row[k];
        }

        var f = row[i - 1];
        var g = f >= 0 ? -Math.Sqrt(norm) : Math.Sqrt(norm);
        beside[i] = scale * g;
        norm -= f * g;
        row[i - 1] = f - g;
        f = 0;
        for (var j = 0; j < i; j++)
        {
            a[j, i] = row[j] / norm;
            g = 0;
            var other = a.Row(j);
            for (var k = 0; k <= j; k++)
            {
                g += other[k] * row[k];
            }

            for (var k = j + 1; k < i; k++)
            {
                g += a[k, j] * row[k];
            }

            beside[j] = g / norm;
            f += beside[j] * row[j];
        }

        var half = f / (norm + norm);
        for (var j = 0; j < i; j++)
        {
            f = row[j];
            g = beside[j] - (half * f);
            beside[j] = g;
            var other = a.Row(j);
            for (var k = 0; k <= j; k++)
            {
                other[k] -= (f * beside[k]) + (g * row[k]);
            }
        }

        return norm;
    }

    private static void Accumulate(Matrix a, double[] diagonal)
    {
        for (var i = 0; i < a.RowCount; i++)
        {
            if (i > 0 && diagonal[i] != 0)
            {
                var projection = new double[i];
                for (var k = 0; k < i; k++)
                {
                    var weight = a[i, k];
                    var other = a.Row(k);
                    for (var j = 0; j < i; j++)
                    {
                        projection[j] += weight * other[j];
                    }
                }

                for (var k = 0; k < i; k++)
                {
                    var weight = a[k, i];
                    var other = a.Row(k);
                    for (var j = 0; j < i; j++)
                    {
                        other[j] -= projection[j] * weight;
                    }
                }
            }

            diagonal[i] = a[i, i];
            a[i, i] = 1;
            for (var j = 0; j < i; j++)
            {
                a[j, i] = 0;
                a[i, j] = 0;
            }
        }
    }

    private static void Diagonalize(double[] diagonal, double[] beside, Matrix vectors)
    {
        var n = diagonal.Length;
        for (var i = 1; i < n; i++)
        {
            beside[i - 1] = beside[i];
        }

        if (n > 0)
        {
            beside[n - 1] = 0;
        }

        for (var start = 0; start < n; start++)
        {
            for (var sweep = 0; ; sweep++)
            {
                var end = start;
                while (end < n - 1)
                {
                    var size = Math.Abs(diagonal[end]) + Math.Abs(diagonal[end + 1]);
                    if (Math.Abs(beside[end]) <= double.Epsilon + (1.1e-16 * size))
                    {
                        break;
                    }

                    end++;
                }

                // A finite symmetric matrix converges in about two sweeps per eigenvalue.
                if (end == start || sweep == MaxSweeps)
                {
                    break;
                }

                Rotate(diagonal, beside, vectors, start, end);
            }
        }
    }

    private static void Rotate(double[] diagonal, double[] beside, Matrix vectors, int start, int end)
    {
        var g = (diagonal[start + 1] - diagonal[start]) / (2 * beside[start]);
        var r = double.Hypot(g, 1);
        g = diagonal[end] - diagonal[start] + (beside[start] / (g + (g >= 0 ? r : -r)));
        var (sine, cosine, shift) = (1.0, 1.0, 0.0);
        for (var i = end - 1; i >= start; i--)
        {
            var f = sine * beside[i];
            var b = cosine * beside[i];
            r = double.Hypot(f, g);
            beside[i + 1] = r;
            if (r == 0)
            {
                diagonal[i + 1] -= shift;
                beside[end] = 0;
                return;
            }

            sine = f / r;
            cosine = g / r;
            g = diagonal[i + 1] - shift;
            r = ((diagonal[i] - g) * sine) + (2 * cosine * b);
            shift = sine * r;
            diagonal[i + 1] = g + shift;
            g = (cosine * r) - b;
            var low = vectors.Row(i);
            var high = vectors.Row(i + 1);
            for (var k = 0; k < low.Length; k++)
            {
                f = high[k];
                high[k] = (sine * low[k]) + (cosine * f);
                low[k] = (cosine * low[k]) - (sine * f);
            }
        }

        diagonal[start] -= shift;
        beside[start] = g;
        beside[end] = 0;
    }

    private static (double[] Values, Matrix Vectors) SortDescending(double[] values, Matrix vectors)
    {
        var order = Orders.Ascending([.. values.Select(value => -value)]);
        return ([.. order.Select(i => values[i])], vectors.SelectRows(order));
    }
}
