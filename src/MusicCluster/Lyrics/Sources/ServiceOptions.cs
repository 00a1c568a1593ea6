namespace MusicCluster.Lyrics.Sources;

/// <summary>How a lyric service is asked.</summary>
public sealed record ServiceOptions
{
    /// <summary>Where its search is; empty: the service's own address.</summary>
    public string Address { get; init; } = "";

    /// <summary>Where its pages are, for a service that has words on pages only; empty: the service's own address.</summary>
    public string Pages { get; init; } = "";

    /// <summary>Whether the addresses may be plain http, for a server on your own network.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>Requests per second at most, over all tracks.</summary>
    public double RequestsPerSecond { get; init; } = 2;

    /// <summary>Attempts for one request before the service counts as silent.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Pause after the first failure, in seconds; doubled, with jitter, after each further one, unless the service asks for another.</summary>
    public double PauseSeconds { get; init; } = 0.5;

    /// <summary>An answer that takes longer than this is given up, in seconds.</summary>
    public double TimeoutSeconds { get; init; } = 20;

    /// <summary>Similarity of artist and of title that a song found must have, 0 to 1.</summary>
    public double MinimumMatch { get; init; } = 0.8;

    /// <summary>Every rule that is broken.</summary>
    /// <param name="key">The key that these options stand under.</param>
    public IEnumerable<string> Errors(string key)
    {
        foreach (var address in new[] { Address, Pages }.Where(address => address.Length > 0))
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
            {
                yield return $"{key}: '{address}' is no web address; write e.g. https://example.org/.";
            }
            else if (uri.Scheme == "http" && !AllowHttp)
            {
                yield return $"{key}: '{address}' is not https; set {key}.allowHttp to true for a server on your own network.";
            }
        }

        if (!(RequestsPerSecond is > 0 and <= 100))
        {
            yield return $"{key}.requestsPerSecond is {RequestsPerSecond}; it must be above 0 and at most 100.";
        }

        if (Attempts is < 1 or > 20)
        {
            yield return $"{key}.attempts is {Attempts}; it must be 1 to 20.";
        }

        if (!(PauseSeconds is >= 0 and <= 60))
        {
            yield return $"{key}.pauseSeconds is {PauseSeconds}; it must be 0 to 60.";
        }

        if (!(TimeoutSeconds is >= 0.1 and <= 600))
        {
            yield return $"{key}.timeoutSeconds is {TimeoutSeconds}; it must be 0.1 to 600.";
        }

        if (!(MinimumMatch is >= 0 and <= 1))
        {
            yield return $"{key}.minimumMatch is {MinimumMatch}; it must be 0 to 1.";
        }
    }
}
