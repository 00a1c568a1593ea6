namespace MusicCluster.Foundation.Downloads;

/// <summary>One file to be had from the network.</summary>
/// <param name="Mirrors">Where it is, tried in order.</param>
/// <param name="Target">Where it goes; until it is whole and checked it is <c>&lt;Target&gt;.part</c>.</param>
/// <param name="ByteCount">Its length, or null where only the server knows.</param>
/// <param name="Sha1">Its SHA-1 in hex, or null where none is published.</param>
internal sealed record Download(IReadOnlyList<Uri> Mirrors, string Target, long? ByteCount = null, string? Sha1 = null)
{
    /// <summary>What the user can do where no mirror has it.</summary>
    public string Advice { get; init; } = "Set corpus.download.mirrors or corpus.download.archives to another place.";

    /// <summary>Its name for messages.</summary>
    public string Name => Path.GetFileName(Target);
}
