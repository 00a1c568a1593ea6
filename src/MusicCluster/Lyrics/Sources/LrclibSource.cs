using System.Globalization;
using System.Text.Json;
using MusicCluster.Audio.Decoding;
using MusicCluster.Corpus;

namespace MusicCluster.Lyrics.Sources;

/// <summary>LRCLIB (lrclib.net): an open collection of lyrics, asked by artist, title and duration; no account is needed.</summary>
internal sealed class LrclibSource(ServiceOptions options, AnswerCache cache) : ILyricsSource
{
    private const string Home = "https://lrclib.net/";

    /// <summary>A shorter file is taken for an excerpt, whose length says nothing of the song's.</summary>
    private const double ShortestSongSeconds = 60;

    /// <summary>The service's own tolerance between two recordings of one song.</summary>
    private const double DurationTolerance = 2;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly ServiceClient client = new("lrclib", options, cache);
    private readonly Uri home = new(options.Address.Length > 0 ? options.Address : Home);

    public LyricsSource Kind => LyricsSource.Lrclib;

    public async ValueTask<LyricsAnswer> FindAsync(Track track, CancellationToken cancellation)
    {
        if (track.Artist.Length == 0 || track.Title.Length == 0)
        {
            return LyricsAnswer.Nothing.Refused("artist or title is not known");
        }

        var seconds = track.AudioPath.Length == 0 ? 0 : AudioHeader.DurationOf(track.AudioPath, cancellation);
        var songs = await SongsAsync(track, seconds >= ShortestSongSeconds ? seconds : null, cancellation).ConfigureAwait(false);
        var best = songs
            .Select(song => (Song: song, Score: SongMatch.Score(track.Artist, track.Title, song.ArtistName ?? "", song.TrackName ?? "")))
            .OrderByDescending(item => item.Score >= options.MinimumMatch)
            .ThenBy(item => seconds >= ShortestSongSeconds && Math.Abs((item.Song.Duration ?? 0) - seconds) > DurationTolerance)
            .ThenByDescending(item => item.Song.HasLyrics)
            .ThenByDescending(item => item.Score)
            .FirstOrDefault();
        return best.Song is null ? LyricsAnswer.Nothing : Judge(best.Song, best.Score);
    }

    public void Dispose() => client.Dispose();

    private LyricsAnswer Judge(Song song, double score)
    {
        var text = LyricsText.Clean(song.PlainLyrics is { Length: > 0 } plain ? plain : song.SyncedLyrics ?? "");
        var times = LyricsAnswer.Times(song.SyncedLyrics ?? "");
        var answer = new LyricsAnswer(text) { Figures = new Dictionary<string, object>(times) { [LyricsTable.MatchScore] = score } };
        return score < options.MinimumMatch ? answer.Refused("what was found is another song")
            : song.Instrumental == true || text.Length == 0 ? answer.Refused("found, but without lyrics")
            : answer;
    }

    /// <summary>The song of exactly that length where the length is known, else what a search finds.</summary>
    private async Task<IReadOnlyList<Song>> SongsAsync(Track track, double? seconds, CancellationToken cancellation)
    {
        var names = $"artist_name={Uri.EscapeDataString(track.Artist)}&track_name={Uri.EscapeDataString(track.Title)}";
        if (seconds is { } known)
        {
            var duration = Math.Round(known).ToString(CultureInfo.InvariantCulture);
            var song = await client.GetAsync(new Uri(home, $"api/get?{names}&duration={duration}"), isSecret: false, Read<Song>, cancellation)
                .ConfigureAwait(false);
            if (song is not null)
            {
                return [song];
            }
        }

        return await client.GetAsync(new Uri(home, $"api/search?{names}"), isSecret: false, Read<List<Song>>, cancellation).ConfigureAwait(false) ?? [];
    }

    private static T Read<T>(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, Json) ?? throw new FormatException("null");
        }
        catch (JsonException error)
        {
            throw new FormatException(error.Message, error);
        }
    }

    private sealed record Song(string? TrackName, string? ArtistName, double? Duration, bool? Instrumental, string? PlainLyrics, string? SyncedLyrics)
    {
        public bool HasLyrics => PlainLyrics is { Length: > 0 } || SyncedLyrics is { Length: > 0 };
    }
}
