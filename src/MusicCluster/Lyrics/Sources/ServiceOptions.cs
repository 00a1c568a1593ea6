using MusicCluster.Foundation.Options;

namespace MusicCluster.Lyrics.Sources;

/// <summary>How a lyrics service is queried.</summary>
public sealed record ServiceOptions : IOptions
{
    [Option("The address of its search; empty for the service's own.")]
    public string Address { get; init; } = "";

    [Option("The address of its pages, for a service that has lyrics only on pages; empty for the service's own.")]
    public string Pages { get; init; } = "";

    [Option("Whether the addresses may use plain http, for a server on your own network.")]
    public bool AllowHttp { get; init; }

    [Option("The most requests per second, over all tracks."), Range(Above = 0, Maximum = 100)]
    public double RequestsPerSecond { get; init; } = 2;

    [Option("How often one request is tried before the service counts as unavailable."), Range(1, 20)]
    public int Attempts { get; init; } = 5;

    [Option("The pause after the first failure; doubled, with jitter, after each further one unless the service asks for another.", Unit = "seconds")]
    [Range(0, 60)]
    public double PauseSeconds { get; init; } = 0.5;

    [Option("How long an answer may take before the request is abandoned.", Unit = "seconds"), Range(0.1, 600)]
    public double TimeoutSeconds { get; init; } = 20;

    [Option("How similar the artist and the title of a song that was found must be."), Range(0, 1)]
    public double MinimumMatch { get; init; } = 0.8;

    IEnumerable<string> IOptions.BrokenRules(string prefix)
    {
        foreach (var (key, address) in new[] { ("address", Address), ("pages", Pages) }.Where(entry => entry.Item2.Length > 0))
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
            {
                yield return $"{prefix}{key} is '{address}'; it must be a web address, e.g. https://example.org/.";
            }
            else if (uri.Scheme == "http" && !AllowHttp)
            {
                yield return $"{prefix}{key} '{address}' is not https; set {prefix}allowHttp to true for a server on your own network.";
            }
        }
    }
}
