using System.Globalization;
using MusicCluster.Embeddings;
using MusicCluster.Foundation.Tables;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;

namespace MusicCluster.Evaluation.Neighbors;

/// <summary>A track's nearest tracks in the representation that was chosen without labels.</summary>
[Table("neighbors.csv", "Every track's nearest tracks in the representation that was chosen without labels, or in the baseline; first seed.")]
public sealed record NeighborRow(
    [Column("representation", "The space.")] RepresentationName Representation,
    [Column("track_id", "The track.")] string TrackId,
    [Column("neighbors", "Ids of the ten nearest tracks, the nearest first, whoever their artist.")] TextList Neighbors,
    [Column("distances", "Their distances.")] TextList Distances)
{
    /// <summary>Neighbors of a track.</summary>
    internal const int Count = 10;

    /// <summary>A row per track.</summary>
    internal static IEnumerable<NeighborRow> Of(RepresentationName representation, Matrix points, EvaluatedTracks tracks)
    {
        // Itself is among them.
        var graph = NearestNeighbors.Find(points, Count + 1);
        return tracks.Tracks.Select((track, row) =>
        {
            var own = Enumerable.Range(row * graph.NeighborCount, graph.NeighborCount).Where(i => graph.Indices[i] != row).Take(Count).ToList();
            return new NeighborRow(
                representation, track.Id, new TextList([.. own.Select(i => tracks.Tracks[graph.Indices[i]].Id)]),
                new TextList([.. own.Select(i => graph.Distances[i].ToString("G6", CultureInfo.InvariantCulture))]));
        });
    }
}
