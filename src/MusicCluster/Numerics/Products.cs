using System.Numerics.Tensors;

namespace MusicCluster.Numerics;

/// <summary>Products of small dense matrices.</summary>
internal static class Products
{
    /// <summary>Σ aᵢ · bᵢ.</summary>
    public static double Dot(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        TensorPrimitives.Dot(first, second);

    /// <summary>Σ aᵢ · aᵢ₊ₗ: the autocorrelation of a series at a lag, not divided by anything.</summary>
    public static double Lagged(ReadOnlySpan<double> series, int lag) => TensorPrimitives.Dot(series[lag..], series[..^lag]);

    /// <summary>destination += factor · source.</summary>
    public static void AddScaled(ReadOnlySpan<double> source, double factor, Span<double> destination) =>
        TensorPrimitives.MultiplyAdd(source, factor, destination, destination);

    /// <summary>A · Bᵀ: the product of every row of A with every row of B.</summary>
    public static Matrix RowsTimesRows(Matrix first, Matrix second)
    {
        var result = new Matrix(first.RowCount, second.RowCount);
        for (var i = 0; i < first.RowCount; i++)
        {
            for (var j = 0; j < second.RowCount; j++)
            {
                result[i, j] = Dot(first.Row(i), second.Row(j));
            }
        }

        return result;
    }

    /// <summary>A · Aᵀ, shape [rowCount, rowCount].</summary>
    public static Matrix RowGram(Matrix matrix)
    {
        var result = new Matrix(matrix.RowCount, matrix.RowCount);
        for (var i = 0; i < matrix.RowCount; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                result[i, j] = result[j, i] = Dot(matrix.Row(i), matrix.Row(j));
            }
        }

        return result;
    }

    /// <summary>Aᵀ · A, shape [columnCount, columnCount].</summary>
    public static Matrix ColumnGram(Matrix matrix)
    {
        var result = new Matrix(matrix.ColumnCount, matrix.ColumnCount);
        for (var row = 0; row < matrix.RowCount; row++)
        {
            var values = matrix.Row(row);
            for (var i = 0; i < values.Length; i++)
            {
                AddScaled(values[..(i + 1)], values[i], result.Row(i)[..(i + 1)]);
            }
        }

        for (var i = 0; i < result.RowCount; i++)
        {
            for (var j = 0; j < i; j++)
            {
                result[j, i] = result[i, j];
            }
        }

        return result;
    }
}
