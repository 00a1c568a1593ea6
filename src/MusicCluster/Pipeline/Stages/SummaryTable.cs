using MusicCluster.Foundation;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Means over seeds.</summary>
internal static class SummaryTable
{
    public static void Write(string path, IReadOnlyList<ScoredPartition> all)
    {
        var table = new CsvTable("representation", "clusterer", "parameters", "metric", "mean", "std", "ci_low", "ci_high", "n_seeds");
        foreach (var seeds in all.GroupBy(scored => scored.Name))
        {
            var first = seeds.First();
            foreach (var metric in first.Values.Select(value => value.Name))
            {
                var values = seeds.SelectMany(scored => scored.Values).Where(value => value.Name == metric && value.Value is not null)
                    .Select(value => value.Value!.Value).ToArray();
                table.Add(
                    first.Representation, first.Partition.Clusterer, first.Partition.Parameters, metric,
                    values.Length > 0 ? values.Average() : null, Deviation(values), null, null, values.Length);
            }
        }

        table.Write(path);
    }

    /// <summary>Sample standard deviation; undefined for fewer than two values.</summary>
    private static double? Deviation(double[] values)
    {
        if (values.Length < 2)
        {
            return null;
        }

        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
