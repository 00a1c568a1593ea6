namespace MusicCluster.Corpus;

/// <summary>Where archives come from.</summary>
public sealed record DownloadOptions
{
    /// <summary>Folders on the network that hold the archives, tried in order.</summary>
    public IReadOnlyList<string> Mirrors { get; init; } = ["https://os.unil.cloud.switch.ch/fma/"];

    /// <summary>A folder of this machine that holds archives already; empty: none.</summary>
    public string Archives { get; init; } = "";

    /// <summary>Whether mirrors may be plain http, for one on your own network.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>Length and hash of archives that are not those of FMA's own site.</summary>
    public IReadOnlyList<ArchiveFile> Files { get; init; } = [];

    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        foreach (var mirror in Mirrors.Where(mirror => !Uri.TryCreate(mirror, UriKind.Absolute, out _)))
        {
            yield return $"corpus.download.mirrors has '{mirror}', which is no address; write e.g. https://example.org/fma/.";
        }

        foreach (var file in Files.Where(file => file.Sha1.Length != 40 || !file.Sha1.All(char.IsAsciiHexDigit)))
        {
            yield return $"corpus.download.files has the SHA-1 '{file.Sha1}' for {file.Name}; it must be 40 hex digits.";
        }
    }
}

/// <summary>An archive as it must be.</summary>
/// <param name="Name">Its file name, e.g. <c>fma_small.zip</c>.</param>
/// <param name="Sha1">Its SHA-1 in hex.</param>
/// <param name="Bytes">Its length; null where it is not published.</param>
public sealed record ArchiveFile(string Name, string Sha1, long? Bytes = null);
