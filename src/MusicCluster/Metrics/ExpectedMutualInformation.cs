namespace MusicCluster.Metrics;

/// <summary>The mutual information that two partitions of given sizes share by chance (Vinh, Epps and Bailey 2010).</summary>
/// <remarks>
/// Each cell is hypergeometric. The sum starts at its most likely count and walks both ways by the ratio of neighboring
/// probabilities until they vanish, so that a cell costs a few standard deviations, not its whole range.
/// </remarks>
internal static class ExpectedMutualInformation
{
    /// <summary>The expectation in nats.</summary>
    public static double Of(ContingencyTable table)
    {
        if (table.RowCount <= 1 || table.ColumnCount <= 1)
        {
            return 0;
        }

        var sum = 0.0;
        // Cells with the same margins share their value.
        var known = new Dictionary<(long, long), double>();
        foreach (var row in table.RowSums)
        {
            foreach (var column in table.ColumnSums)
            {
                if (!known.TryGetValue((row, column), out var value))
                {
                    known.Add((row, column), value = Cell(row, column, table.Total));
                }

                sum += value;
            }
        }

        return sum;
    }

    private static double Cell(long row, long column, long total)
    {
        var lowest = Math.Max(1, row + column - total);
        var highest = Math.Min(row, column);
        var mode = Math.Clamp((long)((row + 1.0) * (column + 1.0) / (total + 2.0)), lowest, highest);
        var peak = Math.Exp(
            LogFactorial(row) + LogFactorial(column) + LogFactorial(total - row) + LogFactorial(total - column)
            - LogFactorial(total) - LogFactorial(mode) - LogFactorial(row - mode) - LogFactorial(column - mode)
            - LogFactorial(total - row - column + mode));
        double Information(double count) => count / total * Math.Log(total * count / ((double)row * column));
        var sum = peak * Information(mode);
        var probability = peak;
        for (var count = mode; count < highest && probability > 1e-22 * peak; count++)
        {
            probability *= (double)(row - count) * (column - count) / ((count + 1.0) * (total - row - column + count + 1));
            sum += probability * Information(count + 1);
        }

        probability = peak;
        for (var count = mode; count > lowest && probability > 1e-22 * peak; count--)
        {
            probability *= (double)count * (total - row - column + count) / ((row - count + 1.0) * (column - count + 1));
            sum += probability * Information(count - 1);
        }

        return sum;
    }

    private static double LogFactorial(long value)
    {
        if (value < 32)
        {
            var product = 1.0;
            for (var i = 2; i <= value; i++)
            {
                product *= i;
            }

            return Math.Log(product);
        }

        // Stirling's series; the first omitted term is below 1e-15 from 32 on.
        double x = value;
        var square = 1 / (x * x);
        return ((x + 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI))
            + ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square / 1680)))))) / x;
    }
}
