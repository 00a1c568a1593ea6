namespace MusicCluster.Numerics;

/// <summary>A dense row-major matrix of doubles: rows are tracks, columns are dimensions.</summary>
/// <remarks>A plain buffer with a shape. Embeddings are small; double keeps statistics exact to the references.</remarks>
public sealed class Matrix
{
    /// <summary>Creates a zero matrix.</summary>
    public Matrix(int rowCount, int columnCount)
        : this(rowCount, columnCount, new double[checked(rowCount * columnCount)])
    {
    }

    /// <summary>Wraps <paramref name="values"/> without copying.</summary>
    /// <exception cref="ArgumentException">The number of values is not rowCount × columnCount.</exception>
    public Matrix(int rowCount, int columnCount, double[] values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        ArgumentOutOfRangeException.ThrowIfNegative(columnCount);
        if (values.Length != checked(rowCount * columnCount))
        {
            throw new ArgumentException(
                $"{values.Length} values do not fill {rowCount} × {columnCount}.", nameof(values));
        }

        RowCount = rowCount;
        ColumnCount = columnCount;
        Values = values;
    }

    public int RowCount { get; }

    public int ColumnCount { get; }

    /// <summary>All values, row after row, length RowCount × ColumnCount.</summary>
    public double[] Values { get; }

    public double this[int row, int column]
    {
        get => Values[(row * ColumnCount) + column];
        set => Values[(row * ColumnCount) + column] = value;
    }

    /// <summary>One row, as a view.</summary>
    public Span<double> Row(int row) => Values.AsSpan(row * ColumnCount, ColumnCount);

    /// <summary>A deep copy.</summary>
    public Matrix Copy() => new(RowCount, ColumnCount, (double[])Values.Clone());

    /// <summary>A new matrix of the given rows, in the given order.</summary>
    public Matrix SelectRows(ReadOnlySpan<int> rows)
    {
        var selected = new Matrix(rows.Length, ColumnCount);
        for (var i = 0; i < rows.Length; i++)
        {
            Row(rows[i]).CopyTo(selected.Row(i));
        }

        return selected;
    }

    /// <summary>A new matrix with rows and columns exchanged.</summary>
    internal Matrix Transpose()
    {
        var result = new Matrix(ColumnCount, RowCount);
        for (var i = 0; i < RowCount; i++)
        {
            for (var j = 0; j < ColumnCount; j++)
            {
                result[j, i] = this[i, j];
            }
        }

        return result;
    }

    /// <summary>A matrix from rows of equal length.</summary>
    /// <exception cref="ArgumentException">The rows differ in length.</exception>
    public static Matrix FromRows(IReadOnlyList<double[]> rows)
    {
        var columnCount = rows.Count == 0 ? 0 : rows[0].Length;
        var matrix = new Matrix(rows.Count, columnCount);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Length != columnCount)
            {
                throw new ArgumentException($"Row {i} has {rows[i].Length} values; row 0 has {columnCount}.", nameof(rows));
            }

            rows[i].CopyTo(matrix.Row(i));
        }

        return matrix;
    }
}
