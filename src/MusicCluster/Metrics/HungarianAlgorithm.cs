namespace MusicCluster.Metrics;

/// <summary>The assignment problem: the Hungarian method in the form of shortest augmenting paths, O(r² c).</summary>
internal static class HungarianAlgorithm
{
    /// <summary>The largest sum of counts when each row takes at most one column and each column at most one row.</summary>
    public static long LargestSum(ContingencyTable table) =>
        Assign(table).Select((column, row) => column < 0 ? 0 : table[row, column]).Sum();

    /// <summary>The column that each row takes so that the sum is largest; −1 for a row that goes without, as there are fewer columns.</summary>
    public static int[] Assign(ContingencyTable table)
    {
        var transpose = table.RowCount > table.ColumnCount;
        var rowCount = transpose ? table.ColumnCount : table.RowCount;
        var columnCount = transpose ? table.RowCount : table.ColumnCount;
        long Cost(int row, int column) => -(transpose ? table[column, row] : table[row, column]);

        // Row and column 0 are a sentinel: rows and columns are counted from 1.
        var rowPrice = new long[rowCount + 1];
        var columnPrice = new long[columnCount + 1];
        var rowOfColumn = new int[columnCount + 1];
        for (var row = 1; row <= rowCount; row++)
        {
            Augment(row);
        }

        var columns = new int[table.RowCount];
        Array.Fill(columns, -1);
        for (var column = 1; column <= columnCount; column++)
        {
            if (rowOfColumn[column] > 0)
            {
                var (taker, taken) = transpose ? (column - 1, rowOfColumn[column] - 1) : (rowOfColumn[column] - 1, column - 1);
                columns[taker] = taken;
            }
        }

        return columns;

        void Augment(int start)
        {
            var slack = new long[columnCount + 1];
            Array.Fill(slack, long.MaxValue);
            var cameFrom = new int[columnCount + 1];
            var done = new bool[columnCount + 1];
            rowOfColumn[0] = start;
            var column = 0;
            while (rowOfColumn[column] != 0)
            {
                done[column] = true;
                var row = rowOfColumn[column];
                var (step, next) = (long.MaxValue, 0);
                for (var other = 1; other <= columnCount; other++)
                {
                    if (done[other])
                    {
                        continue;
                    }

                    var reduced = Cost(row - 1, other - 1) - rowPrice[row] - columnPrice[other];
                    if (reduced < slack[other])
                    {
                        (slack[other], cameFrom[other]) = (reduced, column);
                    }

                    if (slack[other] < step)
                    {
                        (step, next) = (slack[other], other);
                    }
                }

                for (var other = 0; other <= columnCount; other++)
                {
                    if (done[other])
                    {
                        rowPrice[rowOfColumn[other]] += step;
                        columnPrice[other] -= step;
                    }
                    else if (slack[other] != long.MaxValue)
                    {
                        slack[other] -= step;
                    }
                }

                column = next;
            }

            for (; column != 0; column = cameFrom[column])
            {
                rowOfColumn[column] = rowOfColumn[cameFrom[column]];
            }
        }
    }
}
