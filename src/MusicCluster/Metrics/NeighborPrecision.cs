using MusicCluster.Foundation;
using MusicCluster.Numerics;

namespace MusicCluster.Metrics;

/// <summary>Whether the nearest tracks of other artists are of the same genre: what somebody who makes playlists asks of a space.</summary>
internal static class NeighborPrecision
{
    /// <summary>Neighbors that are looked at.</summary>
    public const int Count = 10;

    /// <summary>The nearest tracks that have a genre and are by another artist, exactly; of equal distances the earlier row.</summary>
    /// <param name="points">[tracks, dimensions], finite.</param>
    /// <param name="genres">Of each row, empty when unknown.</param>
    /// <param name="artists">Of each row, empty when unknown: an unknown artist is another one.</param>
    /// <param name="queries">Rows whose neighbors are wanted.</param>
    /// <returns>Per query <see cref="Count"/> rows, or fewer where there are no more.</returns>
    public static int[][] Neighbors(Matrix points, IReadOnlyList<string> genres, IReadOnlyList<string> artists, IReadOnlyList<int> queries)
    {
        var rows = Enumerable.Range(0, points.RowCount).Where(row => genres[row].Length > 0).ToArray();
        var blocks = new PointBlocks(points, rows);
        var owner = Array.ConvertAll(rows, row => artists[row]);
        var found = new int[queries.Count][];
        Workers.For(queries.Count, () => new double[blocks.BlockCount * PointBlocks.LaneCount], (i, distances) =>
        {
            blocks.SquaredDistances(points.Row(queries[i]), 0, blocks.BlockCount, distances);
            found[i] = Array.ConvertAll(Nearest(distances, rows, owner, queries[i], artists[queries[i]]), place => rows[place]);
        });
        return found;
    }

    /// <summary>Per query the share of its neighbors that have its genre; NaN with fewer neighbors than <see cref="Count"/>.</summary>
    /// <param name="neighbors">Of each query.</param>
    /// <param name="queries">Their rows.</param>
    /// <param name="genres">Genre of each row as a number.</param>
    public static double[] Shares(IReadOnlyList<int[]> neighbors, IReadOnlyList<int> queries, int[] genres) =>
        [.. neighbors.Select((own, i) => own.Length < Count ? double.NaN : own.Count(row => genres[row] == genres[queries[i]]) / (double)Count)];

    private static int[] Nearest(double[] distances, int[] rows, string[] owner, int query, string artist)
    {
        Span<int> best = stackalloc int[Count];
        var count = 0;
        for (var place = 0; place < rows.Length; place++)
        {
            if (rows[place] == query || (artist.Length > 0 && owner[place] == artist) || (count == Count && distances[place] >= distances[best[^1]]))
            {
                continue;
            }

            var at = count < Count ? count++ : Count - 1;
            for (; at > 0 && distances[best[at - 1]] > distances[place]; at--)
            {
                best[at] = best[at - 1];
            }

            best[at] = place;
        }

        return best[..count].ToArray();
    }
}
