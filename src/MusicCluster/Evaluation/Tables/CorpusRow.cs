using MusicCluster.Corpus;
using MusicCluster.Foundation.Tables;
using MusicCluster.Numerics;

namespace MusicCluster.Evaluation.Tables;

/// <summary>What the corpus holds of a genre.</summary>
[Table("corpus.csv", "The tracks that have features, by genre; the last row, all, counts them together.")]
public sealed record CorpusRow(
    [Column("genre", "The genre; (none) for tracks without one, all in the last row.")] string Genre,
    [Column("tracks", "How many.")] int TrackCount,
    [Column("artists", "Different artists, as far as they are known.")] int ArtistCount,
    [Column("with_lyrics", "Tracks whose lyrics were kept.")] int WithLyricsCount,
    [Column("seconds", "Durations added up, in seconds.")] double Seconds,
    [Column("shortest", "In seconds.")] double Shortest,
    [Column("median", "In seconds.")] double Median,
    [Column("longest", "In seconds.")] double Longest)
{
    /// <summary>The row for tracks without a genre.</summary>
    public const string NoGenre = "(none)";

    private const string All = "all";

    /// <summary>Whether the row is that of one genre.</summary>
    public bool IsGenre => Genre is not (NoGenre or All);

    /// <summary>A row per genre, then that of all.</summary>
    /// <param name="tracks">The tracks.</param>
    /// <param name="withLyrics">Ids of the tracks whose lyrics were kept.</param>
    internal static IEnumerable<CorpusRow> Of(EvaluatedTracks tracks, IReadOnlySet<string> withLyrics)
    {
        var rows = tracks.Tracks.Select((track, i) => (Track: track, Seconds: tracks.Durations[i])).ToList();
        foreach (var genre in rows.GroupBy(row => row.Track.Genre).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            yield return Of(genre.Key.Length == 0 ? NoGenre : genre.Key, [.. genre], withLyrics);
        }

        yield return Of(All, rows, withLyrics);
    }

    private static CorpusRow Of(string name, List<(Track Track, double Seconds)> group, IReadOnlySet<string> withLyrics)
    {
        double[] seconds = [.. group.Select(row => row.Seconds).Order()];
        return new CorpusRow(
            name,
            group.Count,
            group.Select(row => row.Track.Artist).Where(artist => artist.Length > 0).Distinct(StringComparer.Ordinal).Count(),
            group.Count(row => withLyrics.Contains(row.Track.Id)),
            Math.Round(seconds.Sum()), seconds[0], Moments.Quantile(seconds, 0.5), seconds[^1]);
    }
}
