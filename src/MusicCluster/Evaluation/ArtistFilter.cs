using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Evaluation;

/// <summary>How much of a genre score is the recognition of artists: the score on one track per artist.</summary>
/// <remarks>
/// An artist's tracks share a studio and a voice, so a representation can score on genres by finding artists (Pampalk, Flexer and
/// Widmer 2005). One track per artist leaves no such pairs.
/// </remarks>
/// <param name="Score">On all tracks with genre and artist, mean over seeds.</param>
/// <param name="OnePerArtist">On one track per artist, mean over seeds and draws.</param>
/// <param name="ArtistScore">The same metric against artists in the place of genres.</param>
/// <param name="ArtistCount">Different artists.</param>
/// <param name="TrackCount">Tracks with genre and artist.</param>
/// <param name="Status">Empty, or why there is no answer; the scores are then null.</param>
public sealed record ArtistFilter(
    double? Score, double? OnePerArtist, double? ArtistScore, int ArtistCount, int TrackCount, string Status = "")
{
    /// <summary>Share of the score that is lost without artists' pairs, as a difference; null when undefined.</summary>
    public double? ArtistEffect => Score - OnePerArtist;

    /// <summary>Computes the view.</summary>
    /// <param name="genres">Genre of each track, empty when unknown.</param>
    /// <param name="artists">Artist of each track, empty when unknown.</param>
    /// <param name="partitions">One partition of the tracks per seed.</param>
    /// <param name="metric">One of <see cref="ExternalMetrics.Names"/>.</param>
    /// <param name="drawCount">Draws of one track per artist, at least 1.</param>
    /// <param name="seed">Each draw has a stream of its own.</param>
    /// <exception cref="ArgumentException">Numbers of tracks differ, or there is no such metric.</exception>
    public static ArtistFilter Compute(
        IReadOnlyList<string> genres, IReadOnlyList<string> artists, IReadOnlyList<int[]> partitions, string metric, int drawCount,
        SeedSequence seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(artists.Count, genres.Count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(drawCount);
        Bootstrap.CheckLengths(genres.Count, partitions, null);
        var score = ExternalMetrics.Score(metric);
        var known = LabeledTracks.Of([.. genres.Select((genre, i) => artists[i].Length > 0 ? genre : "")]);
        var byArtist = known.Rows.GroupBy(row => artists[row], StringComparer.Ordinal)
            .Select(group => group.ToArray()).ToArray();
        var reason = Reason(known, byArtist, partitions);
        if (reason.Length > 0)
        {
            return new ArtistFilter(null, null, null, byArtist.Length, known.Rows.Length, reason);
        }

        var genreOf = new int[genres.Count];
        for (var i = 0; i < known.Rows.Length; i++)
        {
            genreOf[known.Rows[i]] = known.Genres[i];
        }

        var draws = new double[drawCount];
        Parallel.For(0, drawCount, draw =>
        {
            var random = seed.Derive($"artists/{draw}").CreateSource();
            var rows = Array.ConvertAll(byArtist, tracks => tracks[random.NextInt(tracks.Length)]);
            var drawnGenres = Array.ConvertAll(rows, row => genreOf[row]);
            draws[draw] = partitions.Average(labels =>
                score(ContingencyTable.FromLabels(drawnGenres, Array.ConvertAll(rows, row => labels[row]))));
        });
        var artistTracks = LabeledTracks.Of([.. artists.Select((artist, i) => genres[i].Length > 0 ? artist : "")]);
        return new ArtistFilter(
            ResampledScore.OnAll(known, partitions, metric), Moments.Mean(draws),
            ResampledScore.OnAll(artistTracks, partitions, metric), byArtist.Length, known.Rows.Length);
    }

    private static string Reason(LabeledTracks known, int[][] byArtist, IReadOnlyList<int[]> partitions)
    {
        if (known.Rows.Length == 0)
        {
            return "no track has both genre and artist";
        }

        if (known.Problem.Length > 0)
        {
            return known.Problem;
        }

        if (partitions.Count == 0)
        {
            return "there is no partition";
        }

        if (byArtist.Length == known.Rows.Length)
        {
            return "every artist has 1 track";
        }

        return byArtist.Length < 2 ? "all tracks have the same artist" : "";
    }
}
