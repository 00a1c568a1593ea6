namespace MusicCluster.Metrics;

/// <summary>Agreement of clusters with genres, each a function of the contingency table. Higher is better; 1 is perfect.</summary>
/// <remarks>The values and conventions are scikit-learn's, for tables of one class too; logarithms are natural.</remarks>
public static class ExternalScores
{
    private const double Smallest = 2.220446049250313e-16;

    /// <summary>Adjusted Rand index (Hubert and Arabie 1985): agreement on pairs, 0 at chance, down to −0.5.</summary>
    public static double AdjustedRandIndex(ContingencyTable table)
    {
        double squares = RandIndex.SumOfSquares(table.Counts);
        return RandIndex.FromSquares(
            squares, RandIndex.SumOfSquares(table.RowSums), RandIndex.SumOfSquares(table.ColumnSums), table.Total, table.Total);
    }

    /// <summary>Mutual information in nats, at least 0.</summary>
    public static double MutualInformation(ContingencyTable table)
    {
        var sum = 0.0;
        double total = table.Total;
        for (var row = 0; row < table.RowCount; row++)
        {
            for (var column = 0; column < table.ColumnCount; column++)
            {
                double count = table[row, column];
                if (count > 0)
                {
                    sum += count / total * Math.Log(count / table.RowSums[row] * (total / table.ColumnSums[column]));
                }
            }
        }

        return Math.Max(0, sum);
    }

    /// <summary>Normalized mutual information: divided by the mean of the two entropies; 0 … 1.</summary>
    public static double NormalizedMutualInformation(ContingencyTable table)
    {
        if (table.RowCount == table.ColumnCount && table.RowCount <= 1)
        {
            return 1;
        }

        var information = MutualInformation(table);
        return information < Smallest
            ? 0
            : information / (0.5 * (Entropy(table.RowSums) + Entropy(table.ColumnSums)));
    }

    /// <summary>Adjusted mutual information (Vinh et al. 2010): 0 at chance.</summary>
    public static double AdjustedMutualInformation(ContingencyTable table)
    {
        if (table.RowCount == table.ColumnCount && table.RowCount <= 1)
        {
            return 1;
        }

        var expected = ExpectedMutualInformation.Of(table);
        var range = (0.5 * (Entropy(table.RowSums) + Entropy(table.ColumnSums))) - expected;
        range = range < 0 ? Math.Min(range, -Smallest) : Math.Max(range, Smallest);
        return (MutualInformation(table) - expected) / range;
    }

    /// <summary>How far each cluster holds one genre only (Rosenberg and Hirschberg 2007).</summary>
    public static double Homogeneity(ContingencyTable table)
    {
        var entropy = Entropy(table.RowSums);
        return entropy == 0 ? 1 : MutualInformation(table) / entropy;
    }

    /// <summary>How far each genre lies in one cluster only.</summary>
    public static double Completeness(ContingencyTable table)
    {
        var entropy = Entropy(table.ColumnSums);
        return entropy == 0 ? 1 : MutualInformation(table) / entropy;
    }

    /// <summary>Harmonic mean of homogeneity and completeness.</summary>
    public static double VMeasure(ContingencyTable table)
    {
        double homogeneity = Homogeneity(table), completeness = Completeness(table);
        return homogeneity + completeness == 0 ? 0 : 2 * homogeneity * completeness / (homogeneity + completeness);
    }

    /// <summary>Share of tracks that have the most frequent genre of their cluster. It grows with the number of clusters.</summary>
    public static double Purity(ContingencyTable table) =>
        Enumerable.Range(0, table.ColumnCount)
            .Sum(column => Enumerable.Range(0, table.RowCount).Max(row => table[row, column])) / (double)table.Total;

    /// <summary>Share of tracks in agreement when each cluster is named by at most one genre, in the best way (Kuhn 1955).</summary>
    public static double Accuracy(ContingencyTable table) => HungarianAlgorithm.LargestSum(table) / (double)table.Total;

    private static double Entropy(long[] counts)
    {
        double total = counts.Sum();
        var sum = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
            {
                sum -= count / total * (Math.Log(count) - Math.Log(total));
            }
        }

        return counts.Length <= 1 ? 0 : sum;
    }
}
