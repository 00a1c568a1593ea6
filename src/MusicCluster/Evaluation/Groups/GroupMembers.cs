using MusicCluster.Numerics;

namespace MusicCluster.Evaluation.Groups;

/// <summary>Which tracks stand for a group and which lie between two. Equal distances are in the order of the tracks' ids.</summary>
internal sealed class GroupMembers
{
    /// <summary>Tracks that are named of each kind at most.</summary>
    public const int MostNamed = 5;

    private readonly Matrix points;
    private readonly EvaluatedTracks tracks;
    private readonly int[][] members;
    private readonly double[][] centers;

    /// <param name="points">[tracks, dimensions], finite.</param>
    /// <param name="tracks">Their rows.</param>
    /// <param name="members">Rows of each group, none empty.</param>
    public GroupMembers(Matrix points, EvaluatedTracks tracks, int[][] members)
    {
        (this.points, this.tracks, this.members) = (points, tracks, members);
        centers = Array.ConvertAll(members, rows => Moments.Means(points.SelectRows(rows)));
    }

    /// <summary>
    /// The medoid (of squared Euclidean distances: the track nearest to the mean) and the four tracks nearest to it, at most one per
    /// artist while there are others.
    /// </summary>
    public int[] Exemplars(int group)
    {
        var rows = members[group];
        var medoid = InOrder(rows, row => Distances.Squared(points.Row(row), centers[group]))[0];
        var near = InOrder(rows, row => row == medoid ? -1 : Distances.Squared(points.Row(row), points.Row(medoid)));
        var artists = new HashSet<string>(StringComparer.Ordinal);
        var chosen = near.Where(row => tracks.Artists[row].Length == 0 || artists.Add(tracks.Artists[row])).Take(MostNamed).ToList();
        return [.. chosen, .. near.Where(row => !chosen.Contains(row)).Take(MostNamed - chosen.Count)];
    }

    /// <summary>The tracks whose distance to the center of the next group exceeds that to their own center by least; empty for one group.</summary>
    public int[] Borderline(int group)
    {
        return centers.Length < 2 ? [] : InOrder(members[group], Margin)[..Math.Min(MostNamed, members[group].Length)];

        double Margin(int row)
        {
            var next = double.PositiveInfinity;
            for (var other = 0; other < centers.Length; other++)
            {
                next = other == group ? next : Math.Min(next, Distances.Euclidean(points.Row(row), centers[other]));
            }

            return next - Distances.Euclidean(points.Row(row), centers[group]);
        }
    }

    private int[] InOrder(int[] rows, Func<int, double> key)
    {
        var keys = Array.ConvertAll(rows, row => key(row));
        int[] order = [.. Orders.Identity(rows.Length)];
        Array.Sort(order, (a, b) => keys[a] != keys[b]
            ? keys[a].CompareTo(keys[b])
            : string.CompareOrdinal(tracks.Tracks[rows[a]].Id, tracks.Tracks[rows[b]].Id));
        return Array.ConvertAll(order, i => rows[i]);
    }
}
