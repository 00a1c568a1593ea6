using MusicCluster.Lyrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Transforms;

/// <summary>The leading singular vectors of sparse rows, without centring them (latent semantic analysis).</summary>
/// <remarks>
/// Orthogonal iteration from a fixed random start (Halko, Martinsson and Tropp 2011), with more vectors than asked for. The
/// sign of a component is the one that makes its largest absolute score positive.
/// </remarks>
public static class TruncatedSvd
{
    private const int Surplus = 10;
    private const int IterationCount = 12;

    /// <summary>The rows' scores UΣ, shape [rows, count]; fewer columns where rows or columns are fewer.</summary>
    /// <param name="rows">Sparse rows.</param>
    /// <param name="columnCount">Columns in all.</param>
    /// <param name="count">How many components.</param>
    public static Matrix Scores(IReadOnlyList<SparseRow> rows, int columnCount, int count)
    {
        var width = Math.Min(count + Surplus, Math.Min(rows.Count, columnCount));
        if (width == 0)
        {
            return new Matrix(rows.Count, 0);
        }

        var random = new SeedSequence(0).Derive("truncated-svd").CreateSource();
        var directions = new Matrix(columnCount, width);
        for (var i = 0; i < directions.Values.Length; i++)
        {
            directions.Values[i] = random.NextGaussian();
        }

        var scores = Times(rows, directions);
        for (var iteration = 0; iteration < IterationCount; iteration++)
        {
            Orthonormalize(scores);
            directions = TransposedTimes(rows, scores, columnCount);
            Orthonormalize(directions);
            scores = Times(rows, directions);
        }

        return Rotated(scores, Math.Min(count, width));
    }

    private static Matrix Times(IReadOnlyList<SparseRow> rows, Matrix right)
    {
        var product = new Matrix(rows.Count, right.ColumnCount);
        for (var row = 0; row < rows.Count; row++)
        {
            var target = product.Row(row);
            for (var i = 0; i < rows[row].Columns.Length; i++)
            {
                Add(rows[row].Values[i], right.Row(rows[row].Columns[i]), target);
            }
        }

        return product;
    }

    private static Matrix TransposedTimes(IReadOnlyList<SparseRow> rows, Matrix right, int columnCount)
    {
        var product = new Matrix(columnCount, right.ColumnCount);
        for (var row = 0; row < rows.Count; row++)
        {
            for (var i = 0; i < rows[row].Columns.Length; i++)
            {
                Add(rows[row].Values[i], right.Row(row), product.Row(rows[row].Columns[i]));
            }
        }

        return product;
    }

    private static void Add(double factor, ReadOnlySpan<double> values, Span<double> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] += factor * values[i];
        }
    }

    /// <summary>Gram-Schmidt, twice, which is enough; a column that depends on those before becomes zero.</summary>
    private static void Orthonormalize(Matrix columns)
    {
        for (var column = 0; column < columns.ColumnCount; column++)
        {
            var before = Norm(columns, column);
            for (var pass = 0; pass < 2; pass++)
            {
                for (var other = 0; other < column; other++)
                {
                    var overlap = 0.0;
                    for (var row = 0; row < columns.RowCount; row++)
                    {
                        overlap += columns[row, column] * columns[row, other];
                    }

                    for (var row = 0; row < columns.RowCount; row++)
                    {
                        columns[row, column] -= overlap * columns[row, other];
                    }
                }
            }

            var after = Norm(columns, column);
            for (var row = 0; row < columns.RowCount; row++)
            {
                columns[row, column] = after > 1e-12 * before ? columns[row, column] / after : 0;
            }
        }
    }

    private static double Norm(Matrix columns, int column)
    {
        var sum = 0.0;
        for (var row = 0; row < columns.RowCount; row++)
        {
            sum += columns[row, column] * columns[row, column];
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Turned to the singular vectors, the largest first.</summary>
    private static Matrix Rotated(Matrix scores, int count)
    {
        var (_, vectors) = SymmetricEigen.Decompose(Products.ColumnGram(scores));
        var rotated = Products.RowsTimesRows(scores, vectors.SelectRows(Orders.Identity(count)));
        for (var column = 0; column < count; column++)
        {
            var largest = 0.0;
            for (var row = 0; row < rotated.RowCount; row++)
            {
                largest = Math.Abs(rotated[row, column]) > Math.Abs(largest) ? rotated[row, column] : largest;
            }

            for (var row = 0; largest < 0 && row < rotated.RowCount; row++)
            {
                rotated[row, column] = -rotated[row, column];
            }
        }

        return rotated;
    }
}
