using MusicCluster.Metrics;
using MusicCluster.Numerics;

namespace MusicCluster.Evaluation;

/// <summary>An external metric of some partitions, averaged over them, on all tracks and on each resample.</summary>
internal static class ResampledScore
{
    /// <summary>Mean over the partitions on all tracks.</summary>
    public static double OnAll(LabeledTracks tracks, IReadOnlyList<int[]> partitions, string metric)
    {
        var score = ExternalMetrics.Score(metric);
        return partitions.Average(labels => score(ContingencyTable.FromLabels(tracks.Genres, tracks.Select(labels))));
    }

    /// <summary>Mean over the partitions on each resample; NaN where a resample holds fewer than two genres.</summary>
    public static double[] OnResamples(LabeledTracks tracks, IReadOnlyList<int[]> partitions, string metric, TrackResamples resamples)
    {
        var prepared = partitions.Select(labels => new CellIndex(tracks, labels)).ToArray();
        var result = new double[resamples.ResampleCount];
        Parallel.For(0, result.Length, resample =>
        {
            var counts = resamples.Counts(resample);
            var sum = 0.0;
            foreach (var index in prepared)
            {
                sum += index.Score(metric, counts);
            }

            result[resample] = sum / prepared.Length;
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

        public double Score(string metric, ReadOnlySpan<byte> counts)
        {
            var table = new long[genreCount * clusterCount];
            var selfPairs = 0L;
            for (var i = 0; i < cells.Length; i++)
            {
                long count = counts[rows[i]];
                table[cells[i]] += count;
                selfPairs += count * count;
            }

            return metric == "ari" ? AdjustedRand(table, selfPairs) : Other(metric, table);
        }

        private double Other(string metric, long[] table)
        {
            var counts = ContingencyTable.FromCounts(table, genreCount, clusterCount);
            return counts.RowCount < 2 ? double.NaN : ExternalMetrics.Score(metric)(counts);
        }

        /// <summary>Copies of a track agree with each other by construction, so they make no pairs here.</summary>
        private double AdjustedRand(long[] table, long selfPairs)
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
