using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;

namespace MusicCluster.Evaluation.Statistics;

/// <summary>How often the nearest tracks are by the same artist: what a space knows of the music, said without a genre.</summary>
internal static class ArtistNeighbors
{
    /// <summary>Neighbors that are looked at.</summary>
    public const int Count = 5;

    /// <summary>Mean share of the nearest tracks that are by the track's artist, over the tracks whose artist has another one.</summary>
    /// <param name="points">Rows are tracks, finite.</param>
    /// <param name="artists">Artist of each row, empty when unknown.</param>
    /// <returns>Null where no artist has two tracks.</returns>
    public static double? Share(Matrix points, IReadOnlyList<string> artists)
    {
        var trackCounts = artists.CountBy(artist => artist).ToDictionary();
        int[] rows = [.. Enumerable.Range(0, artists.Count).Where(row => artists[row].Length > 0 && trackCounts[artists[row]] > 1)];
        if (rows.Length == 0)
        {
            return null;
        }

        // Itself is among them.
        var graph = NearestNeighbors.Find(points, Count + 1);
        return rows.Average(row => Others(graph, row).Average(other => artists[other] == artists[row] ? 1.0 : 0));
    }

    private static IEnumerable<int> Others(NeighborGraph graph, int row) => new ArraySegment<int>(graph.Indices, row * graph.NeighborCount, graph.NeighborCount)
        .Where(other => other != row).Take(Count);
}
