using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation;

namespace MusicCluster.Retrieval;

/// <summary>Finds the track that somebody means: by id, by file, or by title.</summary>
internal static class TrackSearch
{
    private const int ShownCount = 5;

    /// <summary>The row of the one track that is meant.</summary>
    /// <param name="tracks">Rows.</param>
    /// <param name="text">An id, a path or its end, a title, a part of one, or <c>artist - title</c>.</param>
    /// <exception cref="UserException">None is meant, or several could be: the nearest are named.</exception>
    public static int Find(IReadOnlyList<TrackRow> tracks, string text)
    {
        foreach (var isMeant in Ways(text))
        {
            int[] rows = [.. Enumerable.Range(0, tracks.Count).Where(row => isMeant(tracks[row]))];
            if (rows.Length == 1)
            {
                return rows[0];
            }

            if (rows.Length > 1)
            {
                throw new UserException($"'{text}' could be {Named(tracks, rows)}; give the id.");
            }
        }

        var nearest = Enumerable.Range(0, tracks.Count).OrderBy(row => Distance(tracks[row].Title, text)).Take(1).ToArray();
        throw new UserException($"No track is '{text}'" + (nearest.Length > 0 ? $"; the nearest title is {Named(tracks, nearest)}." : "."));
    }

    /// <summary>From the strictest to the loosest.</summary>
    private static IEnumerable<Predicate<TrackRow>> Ways(string text)
    {
        var path = text.Replace('\\', '/').TrimStart('.', '/');
        yield return track => track.Id == text;
        yield return track => track.Path.Length > 0 && (track.Path == path || ("/" + text).EndsWith("/" + track.Path, StringComparison.Ordinal));
        yield return track => path.Length > 0 && ("/" + track.Path).EndsWith("/" + path, StringComparison.Ordinal);
        yield return track => Same($"{track.Artist} - {track.Title}", text);
        yield return track => Same(track.Title, text);
        yield return track => text.Length > 0 && track.Title.Contains(text, StringComparison.OrdinalIgnoreCase);
        yield return track => text.Length > 0 && $"{track.Artist} {track.Title}".Contains(text, StringComparison.OrdinalIgnoreCase);
    }

    private static int Distance(string title, string text) => Nearest.Distance(title.ToUpperInvariant(), text.ToUpperInvariant());

    private static bool Same(string first, string second) => string.Equals(first, second, StringComparison.OrdinalIgnoreCase);

    private static string Named(IReadOnlyList<TrackRow> tracks, int[] rows) =>
        string.Join(", ", rows.Take(ShownCount).Select(row => $"'{tracks[row].Title}' by {Artist(tracks[row])} (id {tracks[row].Id})"))
        + (rows.Length > ShownCount ? $" or {rows.Length - ShownCount} more" : "");

    private static string Artist(TrackRow track) => track.Artist.Length > 0 ? track.Artist : "an unknown artist";
}
