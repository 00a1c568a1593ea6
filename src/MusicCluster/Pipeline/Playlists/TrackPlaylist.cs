using MusicCluster.Evaluation.Tables;

namespace MusicCluster.Pipeline.Playlists;

/// <summary>Tracks of a run as a playlist.</summary>
internal static class TrackPlaylist
{
    /// <summary>Its text; a track whose path no playlist can hold is left out.</summary>
    /// <param name="tracks">In the order of listening.</param>
    /// <param name="audioFolder">What the paths of the tracks are relative to.</param>
    /// <param name="folder">What those of the playlist are relative to: where it will lie.</param>
    public static string Format(IEnumerable<TrackRow> tracks, string audioFolder, string folder) => Playlist.Format(tracks
        .Where(track => Playlist.CanHold(track.Path))
        .Select(track => new PlaylistEntry(
            Path.GetRelativePath(folder, Path.Combine(audioFolder, track.Path)).Replace(Path.DirectorySeparatorChar, '/'),
            track.Seconds, track.Artist, track.Title)));
}
