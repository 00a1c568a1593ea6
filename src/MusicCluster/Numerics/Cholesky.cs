namespace MusicCluster.Numerics;

/// <summary>Cholesky factors of positive definite matrices.</summary>
internal static class Cholesky
{
    /// <summary>Replaces the lower triangle of A by L with A = L·Lᵀ; the upper triangle is not read.</summary>
    /// <remarks>A pivot that rounding has made negative becomes the smallest positive share of the diagonal.</remarks>
    public static void Factor(Matrix matrix)
    {
        for (var i = 0; i < matrix.RowCount; i++)
        {
            var row = matrix.Row(i);
            for (var j = 0; j <= i; j++)
            {
                var other = matrix.Row(j);
                var sum = row[j] - Products.Dot(row[..j], other[..j]);
                row[j] = j < i ? sum / other[j] : Math.Sqrt(Math.Max(sum, 1e-15 * Math.Max(row[j], 1e-285)));
            }
        }
    }

    /// <summary>Replaces b by x with L·x = b.</summary>
    public static void SolveLower(Matrix factor, Span<double> vector)
    {
        for (var i = 0; i < vector.Length; i++)
        {
            var row = factor.Row(i);
            vector[i] = (vector[i] - Products.Dot(row[..i], vector[..i])) / row[i];
        }
    }

    /// <summary>Replaces b by x with Lᵀ·x = b.</summary>
    public static void SolveUpper(Matrix factor, Span<double> vector)
    {
        for (var i = vector.Length - 1; i >= 0; i--)
        {
            vector[i] /= factor[i, i];
            // Row i of L is column i of Lᵀ.
            Products.AddScaled(factor.Row(i)[..i], -vector[i], vector[..i]);
        }
    }
}
