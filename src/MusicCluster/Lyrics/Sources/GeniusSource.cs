using System.Text.Json;
using System.Text.Json.Serialization;
using MusicCluster.Corpus;
using MusicCluster.Foundation;

namespace MusicCluster.Lyrics.Sources;

/// <summary>Genius (genius.com): its search API finds the song, its page has the lyrics.</summary>
internal sealed class GeniusSource : ILyricsSource
{
    /// <summary>The environment variable with the user's token; it is sent to the search and written nowhere.</summary>
    public const string TokenVariable = "GENIUS_ACCESS_TOKEN";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly ServiceOptions options;
    private readonly ServiceClient client;
    private readonly Uri search;
    private readonly Uri pages;

    /// <exception cref="UserException">There is no token.</exception>
    public GeniusSource(ServiceOptions options, AnswerCache cache, string? token)
    {
        if (string.IsNullOrWhiteSpace(token) || !token.All(char.IsAscii) || token.Any(char.IsControl))
        {
            var fault = string.IsNullOrWhiteSpace(token) ? "is not set" : "is no token";
            throw new UserException($"lyrics.sources has genius, but {TokenVariable} {fault}; "
                + $"set it to a token from https://genius.com/api-clients, or take genius out.");
        }

        this.options = options;
        client = new ServiceClient("genius", options, cache, token.Trim());
        search = new Uri(options.Address.Length > 0 ? options.Address : "https://api.genius.com/");
        pages = new Uri(options.Pages.Length > 0 ? options.Pages : "https://genius.com/");
    }

    public LyricsSource Kind => LyricsSource.Genius;

    public async ValueTask<LyricsAnswer> FindAsync(Track track, CancellationToken cancellation)
    {
        if (track.Artist.Length == 0 || track.Title.Length == 0)
        {
            return LyricsAnswer.Nothing.Refused("artist or title is not known");
        }

        var query = new Uri(search, $"search?q={Uri.EscapeDataString($"{SongMatch.Title(track.Title)} {SongMatch.Artist(track.Artist)}")}");
        var hits = await client.GetAsync(query, isSecret: true, ReadHits, cancellation).ConfigureAwait(false) ?? [];
        var best = hits
            .Select(hit => (Hit: hit, Score: SongMatch.Score(track.Artist, track.Title, hit.PrimaryArtist?.Name ?? "", hit.Title ?? "")))
            .OrderByDescending(item => item.Score)
            .FirstOrDefault();
        if (best.Hit is null)
        {
            return LyricsAnswer.Nothing;
        }

        var found = new LyricsAnswer("") { Figures = new Dictionary<string, object> { [LyricsTable.MatchScore] = best.Score } };
        return best.Score < options.MinimumMatch ? found.Refused("what was found is another song")
            : PageOf(best.Hit) is not { } page ? found.Refused("found, but without lyrics")
            : await LyricsAsync(page, found, cancellation).ConfigureAwait(false);
    }

    public void Dispose() => client.Dispose();

    private async Task<LyricsAnswer> LyricsAsync(Uri page, LyricsAnswer found, CancellationToken cancellation)
    {
        var text = await client.GetAsync(page, isSecret: false, GeniusPage.Lyrics, cancellation).ConfigureAwait(false);
        return text is { Length: > 0 } ? found with { Text = LyricsText.Clean(text) } : found.Refused("found, but without lyrics");
    }

    /// <summary>The song's page on Genius's own site, whatever address an answer may name.</summary>
    private Uri? PageOf(Hit hit) =>
        hit.Path is ['/', not '/', ..] path && hit.LyricsState != "unreleased" && Uri.TryCreate(pages, path, out var page) && page.Host == pages.Host
            ? page : null;

    private static List<Hit> ReadHits(string body)
    {
        try
        {
            var answer = JsonSerializer.Deserialize<Answer>(body, Json);
            return [.. (answer?.Response?.Hits ?? throw new FormatException("no list of hits")).Where(item => item.Type is null or "song")
                .Select(item => item.Result).OfType<Hit>()];
        }
        catch (JsonException error)
        {
            throw new FormatException(error.Message, error);
        }
    }

    private sealed record Answer(Response? Response);

    private sealed record Response(List<Item>? Hits);

    private sealed record Item(string? Type, Hit? Result);

    private sealed record Hit(string? Title, string? Path, string? LyricsState, [property: JsonPropertyName("primary_artist")] Artist? PrimaryArtist);

    private sealed record Artist(string? Name);
}
