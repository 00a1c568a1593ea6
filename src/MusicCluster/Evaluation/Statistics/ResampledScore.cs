using MusicCluster.Foundation;
using MusicCluster.Metrics;
using MusicCluster.Numerics;

namespace MusicCluster.Evaluation.Statistics;

/// <summary>An external metric of some partitions, averaged over them, on all tracks and on each resample.</summary>
internal static class ResampledScore
{
    /// <summary>Mean over the partitions on all tracks.</summary>
    public static double OnAll(LabeledTracks tracks, IReadOnlyList<int[]> partitions, Metric metric)
    {
        var score = ExternalMetrics.Score(metric);
        return partitions.Average(labels => score(ContingencyTable.FromLabels(tracks.Genres, tracks.Select(labels))));
    }

    /// <summary>Mean over the partitions on each resample; NaN where a resample holds fewer than two genres.</summary>
    public static double[] OnResamples(LabeledTracks tracks, IReadOnlyList<int[]> partitions, Metric metric, TrackResamples resamples) =>
        OnResamples(tracks, partitions, [metric], resamples)[0];

    /// <summary>The same for some metrics, [metric][resample].</summary>
    public static double[][] OnResamples(
        LabeledTracks tracks, IReadOnlyList<int[]> partitions, IReadOnlyList<Metric> metrics, TrackResamples resamples)
    {
        var prepared = partitions.Select(labels => new CellIndex(tracks, labels)).ToArray();
        var result = metrics.Select(_ => new double[resamples.ResampleCount]).ToArray();
        Workers.For(resamples.ResampleCount, resample =>
        {
            var counts = resamples.Counts(resample);
            foreach (var index in prepared)
            {
                var table = index.Count(counts);
                for (var i = 0; i < metrics.Count; i++)
                {
                    result[i][resample] += table.Score(metrics[i]);
                }
            }

            for (var i = 0; i < metrics.Count; i++)
            {
                result[i][resample] /= prepared.Length;
            }
        });
        return result;
    }

    /// <summary>The cell of each track in the table of one partition.</summary>
    private sealed class CellIndex
    {
        private readonly int[] rows;
        private readonly int[] cells;
        private readonly int genreCount;
        private readonly int clusterCount;

        public CellIndex(LabeledTracks tracks, int[] labels)
        {
            rows = tracks.Rows;
            genreCount = tracks.GenreCount;
            var clusters = Orders.Dense(tracks.Select(labels), out clusterCount);
            cells = [.. tracks.Genres.Select((genre, i) => (genre * clusterCount) + clusters[i])];
        }

        public ResampledTable Count(ReadOnlySpan<byte> counts)
        {
            var table = new long[genreCount * clusterCount];
            var selfPairs = 0L;
            for (var i = 0; i < cells.Length; i++)
            {
                long count = counts[rows[i]];
                table[cells[i]] += count;
                selfPairs += count * count;
            }

            return new ResampledTable(table, genreCount, clusterCount, selfPairs);
        }
    }

    /// <summary>How many tracks of a resample have a genre and a cluster.</summary>
    /// <param name="table">Counts, genre after genre.</param>
    /// <param name="genreCount">Rows.</param>
    /// <param name="clusterCount">Columns.</param>
    /// <param name="selfPairs">Sum of the squared numbers of copies.</param>
    private sealed class ResampledTable(long[] table, int genreCount, int clusterCount, long selfPairs)
    {
        // Most metrics read the same table.
        private ContingencyTable? used;

        public double Score(Metric metric) => metric == Metric.AdjustedRandIndex ? AdjustedRand() : Other(metric);

        private double Other(Metric metric)
        {
            used ??= ContingencyTable.FromCounts(table, genreCount, clusterCount);
            return used.RowCount < 2 ? double.NaN : ExternalMetrics.Score(metric)(used);
        }

        /// <summary>Copies of a track agree with each other by construction, so they make no pairs here.</summary>
        private double AdjustedRand()
        {
            Span<long> rowSums = stackalloc long[Math.Min(genreCount, 256)];
            rowSums = genreCount <= 256 ? rowSums : new long[genreCount];
            var columnSums = new long[clusterCount];
            var total = 0L;
            var usedGenreCount = 0;
            for (var row = 0; row < genreCount; row++)
            {
                var sum = 0L;
                for (var column = 0; column < clusterCount; column++)
                {
                    var count = table[(row * clusterCount) + column];
                    sum += count;
                    columnSums[column] += count;
                }

                rowSums[row] = sum;
                total += sum;
                usedGenreCount += sum > 0 ? 1 : 0;
            }

            return usedGenreCount < 2
                ? double.NaN
                : RandIndex.FromSquares(
                    RandIndex.SumOfSquares(table), RandIndex.SumOfSquares(rowSums), RandIndex.SumOfSquares(columnSums), total, selfPairs);
        }
    }
}
