using MusicCluster.Foundation;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Corpus.Fma;

/// <summary>Chooses the tracks of a study.</summary>
internal static class FmaSelection
{
    /// <summary>The chosen tracks with their label, in the order of their numbers.</summary>
    /// <exception cref="UserException">A genre is unknown, or nothing is left.</exception>
    public static IReadOnlyList<SelectedTrack> Select(IReadOnlyList<FmaTrack> tracks, FmaGenres genres, FmaOptions options)
    {
        var candidates = tracks.Where(track => track.Subset <= options.Subset
            && track.Duration >= options.MinimumDuration
            && (options.Languages.Count == 0 || options.Languages.Contains(track.Language, StringComparer.OrdinalIgnoreCase))).ToList();
        var labeled = Label(candidates, genres, options);
        // One draw for all caps: a track's place in it depends on its own number and the seed alone, so that a longer
        // list of candidates does not reshuffle the others.
        var drawn = labeled.OrderBy(track => Place(track.Track.Id, options.Seed)).ThenBy(track => track.Track.Id);
        var selected = Cap(Cap(drawn, options.TracksPerArtist, track => track.Track.Artist), options.TracksPerGenre, track => track.Genre)
            .OrderBy(track => track.Track.Id).ToList();
        return selected.Count > 0
            ? selected
            : throw new UserException($"corpus.fma selects none of the {tracks.Count} tracks; "
                + $"{candidates.Count} are in the subset with that language and duration.");
    }

    private static IEnumerable<SelectedTrack> Label(List<FmaTrack> candidates, FmaGenres genres, FmaOptions options)
    {
        if (options.Top > 0)
        {
            var most = candidates.Where(track => track.TopGenre.Length > 0).GroupBy(track => track.TopGenre)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Take(options.Top).Select(group => group.Key).ToHashSet();
            return candidates.Where(track => most.Contains(track.TopGenre)).Select(track => new SelectedTrack(track, track.TopGenre));
        }

        if (options.Genres.Count == 0)
        {
            return candidates.Select(track => new SelectedTrack(track, track.TopGenre));
        }

        var wanted = options.Genres.Select(genres.Find).ToList();
        return from track in candidates
               let genre = wanted.FirstOrDefault(genre => genre.IsTop ? track.TopGenre == genre.Title : track.GenreIds.Contains(genre.Id))
               where genre is not null
               select new SelectedTrack(track, genre.Title);
    }

    private static IEnumerable<SelectedTrack> Cap(IEnumerable<SelectedTrack> tracks, int limit, Func<SelectedTrack, string> key)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var track in tracks)
        {
            // What has no name belongs to no group.
            var name = key(track);
            var count = name.Length == 0 ? 0 : counts.GetValueOrDefault(name);
            if (limit == 0 || count < limit)
            {
                counts[name] = count + 1;
                yield return track;
            }
        }
    }

    private static ulong Place(int id, int seed) => new SeedSequence((ulong)seed).Derive($"fma/{id}").Root;
}

/// <summary>A chosen track.</summary>
/// <param name="Track">What FMA says of it.</param>
/// <param name="Genre">The label of the study: one of the genres asked for, or the track's top-level genre.</param>
internal sealed record SelectedTrack(FmaTrack Track, string Genre);
