using MusicCluster.Audio.Decoding.Native;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Audio.Tags;

/// <summary>What a file says about itself (ID3, Vorbis comments, MP4, APE, RIFF INFO); untrusted text, empty where it says nothing.</summary>
internal sealed record AudioTags(
    [Column("title", "Name of the track.")] string Title,
    [Column("artist", "Who plays.")] string Artist,
    [Column("genre", "The genre as the file names it; the first of several.")] string Genre,
    [Column("year", "The first four digits of its date.")] string Year,
    [Column("album", "Name of the album.")] string Album = "",
    [Column("album_artist", "Whose album it is.")] string AlbumArtist = "",
    [Column("genres", "All its genres.")] string Genres = "",
    [Column("track_number", "Its place on the album.")] string TrackNumber = "",
    [Column("replaygain_track_db", "ReplayGain of the track, in dB.")] string TrackGain = "",
    [Column("replaygain_album_db", "ReplayGain of the album, in dB.")] string AlbumGain = "",
    [Column("musicbrainz_recording_id", "MusicBrainz's id of the recording.")] string RecordingId = "",
    [Column("musicbrainz_release_id", "MusicBrainz's id of the release.")] string ReleaseId = "",
    [Column("musicbrainz_artist_id", "MusicBrainz's id of the artist.")] string ArtistId = "")
{
    private const int LongestTag = 1_000;

    public static AudioTags None { get; } = new("", "", "", "");

    /// <summary>These, and what others say where these say nothing.</summary>
    public AudioTags Or(AudioTags others) => this with
    {
        Title = First(Title, others.Title),
        Artist = First(Artist, others.Artist),
        Genre = First(Genre, others.Genre),
        Genres = First(Genres, others.Genres),
        Year = First(Year, others.Year),
    };

    internal static AudioTags Of(SndfileHandle file) => new(
        Clean(Sndfile.Text(file, Sndfile.Tag.Title)), Clean(Sndfile.Text(file, Sndfile.Tag.Artist)),
        Clean(Sndfile.Text(file, Sndfile.Tag.Genre)), YearOf(Sndfile.Text(file, Sndfile.Tag.Date)));

    /// <summary>A text without control characters, cut where it goes on and on.</summary>
    internal static string Clean(string? text)
    {
        var clean = string.Concat((text ?? "").Take(LongestTag).Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        // A cut in the middle of a pair would leave half a character.
        return clean.Length > 0 && char.IsHighSurrogate(clean[^1]) ? clean[..^1] : clean;
    }

    internal static string YearOf(string date) => date.Length >= 4 && date[..4].All(char.IsAsciiDigit) ? date[..4] : "";

    private static string First(string own, string other) => own.Length > 0 ? own : other;
}
