using System.Numerics.Tensors;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Numerics;

namespace MusicCluster.Retrieval;

/// <summary>The tracks nearest to a place, exactly.</summary>
internal static class SimilarTracks
{
    private const int RowsPerPiece = 2048;

    /// <summary>Rows by distance from the mean of some of them, nearest first, those themselves left out; equal ones in the order of the rows.</summary>
    /// <param name="points">[tracks, dimensions].</param>
    /// <param name="asked">Rows whose mean is the place.</param>
    /// <param name="artists">Of each row, empty where unknown: an unknown one is nobody's second track.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="maximumPerArtist">Tracks of one artist at most.</param>
    public static IReadOnlyList<(int Row, double Distance)> Find(
        Matrix points, IReadOnlyList<int> asked, IReadOnlyList<string> artists, int count, int maximumPerArtist)
    {
        ArgumentOutOfRangeException.ThrowIfZero(asked.Count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumPerArtist);
        var distances = Distances(points, Moments.Means(points.SelectRows([.. asked])));
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        var left = asked.ToHashSet();
        var found = new List<(int, double)>(count);
        foreach (var row in Orders.Ascending(distances))
        {
            if (left.Contains(row) || (artists[row].Length > 0 && taken.GetValueOrDefault(artists[row]) >= maximumPerArtist))
            {
                continue;
            }

            taken[artists[row]] = taken.GetValueOrDefault(artists[row]) + 1;
            found.Add((row, distances[row]));
            if (found.Count == count)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>The Euclidean distance of every row from a place.</summary>
    public static double[] Distances(Matrix points, ReadOnlyMemory<double> place)
    {
        var distances = new double[points.RowCount];
        Workers.For((points.RowCount + RowsPerPiece - 1) / RowsPerPiece, piece =>
        {
            var end = Math.Min(points.RowCount, (piece + 1) * RowsPerPiece);
            for (var row = piece * RowsPerPiece; row < end; row++)
            {
                distances[row] = TensorPrimitives.Distance(points.Row(row), place.Span);
            }
        });
        return distances;
    }
}

/// <summary>A track that is like those that were asked about.</summary>
[Table("similar.csv", "What the verb similar prints: the nearest tracks, nearest first.", Stage = "answer")]
internal sealed record SimilarRow(
    [Column("rank", "1 is the nearest.")] int Rank,
    [Column("track_id", "The track.")] string Id,
    [Column("title", "Empty when unknown.")] string Title,
    [Column("artist", "Empty when unknown.")] string Artist,
    [Column("genre", "Empty when unknown.")] string Genre,
    [Column("distance", "From the place of what was asked about, in the representation's space.")] double Distance,
    [Column("path", "Of the audio file, relative to the corpus's folder.")] string Path)
{
    public static SimilarRow Of(int rank, TrackRow track, double distance) =>
        new(rank, track.Id, track.Title, track.Artist, track.Genre, distance, track.Path);
}
