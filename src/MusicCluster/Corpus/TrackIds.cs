using MusicCluster.Foundation;

namespace MusicCluster.Corpus;

/// <summary>Rows of every table travel with their track's id, so it must name one track.</summary>
internal static class TrackIds
{
    /// <summary>The tracks, if each has an id of its own.</summary>
    /// <param name="tracks">What a table holds.</param>
    /// <param name="path">The table, for the message.</param>
    /// <exception cref="UserException">An id is empty or there twice.</exception>
    public static IReadOnlyList<Track> Unique(IReadOnlyList<Track> tracks, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var wrong = tracks.FirstOrDefault(track => track.Id.Length == 0 || !seen.Add(track.Id));
        return wrong is null ? tracks : throw new UserException($"'{path}' has the track_id '{wrong.Id}' empty or twice; ids must be unique.");
    }
}
