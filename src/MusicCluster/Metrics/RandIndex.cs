using MusicCluster.Numerics;

namespace MusicCluster.Metrics;

/// <summary>The adjusted Rand index (Hubert and Arabie 1985): agreement of two partitions on pairs; 1 is equal, 0 is chance.</summary>
public static class RandIndex
{
    /// <summary>Agreement of two partitions; any distinct numbers are classes of their own, −1 too.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static double Adjusted(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"{first.Length} labels against {second.Length}; each point needs both.", nameof(second));
        }

        var rows = Orders.Dense(first, out var rowCount);
        var columns = Orders.Dense(second, out var columnCount);
        var cells = new long[rowCount * columnCount];
        var rowSums = new long[rowCount];
        var columnSums = new long[columnCount];
        for (var i = 0; i < rows.Length; i++)
        {
            cells[(rows[i] * columnCount) + columns[i]]++;
            rowSums[rows[i]]++;
            columnSums[columns[i]]++;
        }

        return FromSquares(SumOfSquares(cells), SumOfSquares(rowSums), SumOfSquares(columnSums), first.Length, first.Length);
    }

    /// <summary>The index from sums of squared counts.</summary>
    /// <param name="cells">Σ over cells of the table.</param>
    /// <param name="rows">Σ over row sums.</param>
    /// <param name="columns">Σ over column sums.</param>
    /// <param name="total">Points, with their weights.</param>
    /// <param name="selfPairs">Σ of squared weights: a point makes no pair with itself, nor with its copies. Without weights the total.</param>
    internal static double FromSquares(double cells, double rows, double columns, double total, double selfPairs)
    {
        var together = cells - selfPairs;
        var onlyRows = rows - cells;
        var onlyColumns = columns - cells;
        var apart = (total * total) - rows - columns + cells;
        return onlyRows == 0 && onlyColumns == 0
            ? 1
            : 2 * ((together * apart) - (onlyRows * onlyColumns))
                / (((together + onlyRows) * (onlyRows + apart)) + ((together + onlyColumns) * (onlyColumns + apart)));
    }

    internal static double SumOfSquares(ReadOnlySpan<long> counts)
    {
        var sum = 0L;
        foreach (var count in counts)
        {
            sum += count * count;
        }

        return sum;
    }
}
