using System.Text.Json.Serialization;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Corpus;

/// <summary>Where archives come from.</summary>
public sealed record DownloadOptions : IOptions
{
    [Option("Web folders that hold the archives, tried in order.")]
    public IReadOnlyList<string> Mirrors { get; init; } = ["https://os.unil.cloud.switch.ch/fma/"];

    [Option("A folder on this machine that already holds archives; empty for none.")]
    public string Archives { get; init; } = "";

    [Option("Whether mirrors may use plain http, for one on your own network.")]
    public bool AllowHttp { get; init; }

    [Option("Size and checksum of archives that differ from those of FMA's own site.")]
    public IReadOnlyList<ArchiveFile> Files { get; init; } = [];

    IEnumerable<string> IOptions.BrokenRules(string prefix) => Mirrors.Where(mirror => !Uri.TryCreate(mirror, UriKind.Absolute, out _))
        .Select(mirror => $"{prefix}mirrors has '{mirror}', which is not an address; write e.g. https://example.org/fma/.");
}

/// <summary>An archive as it must be.</summary>
public sealed record ArchiveFile(
    [property: Option("The archive's file name.", Example = "fma_small.zip"), JsonRequired] string Name,
    [property: Option("Its SHA-1 checksum."), Pattern("^[0-9a-fA-F]{40}$", "40 hex digits"), JsonRequired] string Sha1,
    [property: Option("Its size.", Unit = "bytes", Unset = "not checked"), Range(Minimum = 0)] long? Bytes = null) : IOptions;
