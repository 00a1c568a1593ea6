using MusicCluster.Numerics;

namespace MusicCluster.Pipeline.Playlists;

/// <summary>The tracks of a group in the order of listening.</summary>
internal static class GroupOrder
{
    /// <summary>The exemplars, then the others by their distance from the first of them, of equals the earlier.</summary>
    /// <param name="points">Shape [tracks, dimensions].</param>
    /// <param name="members">Rows of the group's tracks; at least one.</param>
    /// <param name="exemplars">Rows, the medoid first; if there are none, the track nearest to the group's mean stands for it.</param>
    public static IReadOnlyList<int> Of(Matrix points, IReadOnlyList<int> members, IReadOnlyList<int> exemplars)
    {
        int[] first = exemplars.Count > 0 ? [.. exemplars.Distinct()] : [NearestToMean(points, members)];
        return
        [
            .. first,
            .. members.Except(first).OrderBy(row => Distances.Squared(points.Row(row), points.Row(first[0]))).ThenBy(row => row),
        ];
    }

    /// <summary>Leaves out what is too much of one artist, and ends at the limit.</summary>
    /// <param name="rows">In order.</param>
    /// <param name="artists">Of all tracks; an unknown one, empty, is no artist.</param>
    /// <param name="maximumPerArtist">0 for no maximum.</param>
    /// <param name="limit">0 for no limit.</param>
    public static IEnumerable<int> Limited(IEnumerable<int> rows, IReadOnlyList<string> artists, int maximumPerArtist, int limit)
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var kept = rows.Where(row =>
        {
            var artist = artists[row].Trim();
            return maximumPerArtist == 0 || artist.Length == 0 || (counts[artist] = counts.GetValueOrDefault(artist) + 1) <= maximumPerArtist;
        });
        return limit == 0 ? kept : kept.Take(limit);
    }

    private static int NearestToMean(Matrix points, IReadOnlyList<int> members)
    {
        var mean = Moments.Means(points.SelectRows([.. members]));
        return members.MinBy(row => Distances.Squared(points.Row(row), mean));
    }
}
