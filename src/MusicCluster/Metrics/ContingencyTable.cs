using MusicCluster.Numerics;

namespace MusicCluster.Metrics;

/// <summary>How many tracks have genre r and cluster c.</summary>
public sealed class ContingencyTable
{
    private ContingencyTable(long[] counts, int rowCount, int columnCount)
    {
        Counts = counts;
        RowCount = rowCount;
        ColumnCount = columnCount;
        RowSums = new long[rowCount];
        ColumnSums = new long[columnCount];
        for (var row = 0; row < rowCount; row++)
        {
            for (var column = 0; column < columnCount; column++)
            {
                var count = counts[(row * columnCount) + column];
                RowSums[row] += count;
                ColumnSums[column] += count;
                Total += count;
            }
        }
    }

    public int RowCount { get; }

    public int ColumnCount { get; }

    /// <summary>Counts, row after row.</summary>
    public long[] Counts { get; }

    public long[] RowSums { get; }

    public long[] ColumnSums { get; }

    /// <summary>Number of tracks.</summary>
    public long Total { get; }

    public long this[int row, int column] => Counts[(row * ColumnCount) + column];

    /// <summary>Counts pairs of labels; any distinct numbers are classes of their own, −1 too.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static ContingencyTable FromLabels(ReadOnlySpan<int> genres, ReadOnlySpan<int> labels)
    {
        if (genres.Length != labels.Length)
        {
            throw new ArgumentException($"{genres.Length} genres for {labels.Length} labels; each track needs both.", nameof(labels));
        }

        var rows = Orders.Dense(genres, out var rowCount);
        var columns = Orders.Dense(labels, out var columnCount);
        return FromDense(rows, rowCount, columns, columnCount);
    }

    /// <summary>Counts pairs of classes that are numbered from 0 on without gaps.</summary>
    internal static ContingencyTable FromDense(int[] rows, int rowCount, int[] columns, int columnCount)
    {
        var counts = new long[rowCount * columnCount];
        for (var i = 0; i < rows.Length; i++)
        {
            counts[(rows[i] * columnCount) + columns[i]]++;
        }

        return new ContingencyTable(counts, rowCount, columnCount);
    }

    /// <summary>A table of given counts, row after row; empty rows and columns are dropped.</summary>
    public static ContingencyTable FromCounts(ReadOnlySpan<long> counts, int rowCount, int columnCount)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, rowCount * columnCount);
        var rows = new List<int>(rowCount);
        var columns = new List<int>(columnCount);
        for (var row = 0; row < rowCount; row++)
        {
            if (counts.Slice(row * columnCount, columnCount).ContainsAnyExcept(0))
            {
                rows.Add(row);
            }
        }

        for (var column = 0; column < columnCount; column++)
        {
            var used = false;
            foreach (var row in rows)
            {
                used |= counts[(row * columnCount) + column] != 0;
            }

            if (used)
            {
                columns.Add(column);
            }
        }

        var kept = new long[rows.Count * columns.Count];
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = counts[(rows[i / columns.Count] * columnCount) + columns[i % columns.Count]];
        }

        return new ContingencyTable(kept, rows.Count, columns.Count);
    }
}
