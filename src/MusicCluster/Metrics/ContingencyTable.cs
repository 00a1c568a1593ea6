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
    public IReadOnlyList<long> Counts { get; }

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

        var rows = Dense(genres, out var rowCount);
        var columns = Dense(labels, out var columnCount);
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
        var all = counts.ToArray();
        var rows = Enumerable.Range(0, rowCount)
            .Where(row => Enumerable.Range(0, columnCount).Any(column => all[(row * columnCount) + column] > 0)).ToArray();
        var columns = Enumerable.Range(0, columnCount)
            .Where(column => Enumerable.Range(0, rowCount).Any(row => all[(row * columnCount) + column] > 0)).ToArray();
        var kept = rows.SelectMany(row => columns.Select(column => all[(row * columnCount) + column])).ToArray();
        return new ContingencyTable(kept, rows.Length, columns.Length);
    }

    /// <summary>Renumbers labels 0, 1, … in order of first appearance.</summary>
    internal static int[] Dense(ReadOnlySpan<int> labels, out int count)
    {
        var numbers = new Dictionary<int, int>();
        var result = new int[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            if (!numbers.TryGetValue(labels[i], out result[i]))
            {
                numbers.Add(labels[i], result[i] = numbers.Count);
            }
        }

        count = numbers.Count;
        return result;
    }
}
