namespace MusicCluster.Corpus.Archives;

/// <summary>A file to be taken out of an archive.</summary>
/// <param name="Entry">Its name in the archive.</param>
/// <param name="Target">Where it goes, chosen by us and never by the archive.</param>
/// <param name="Sha1">Its SHA-1, where the archive's own list has one.</param>
internal sealed record WantedFile(string Entry, string Target, string? Sha1 = null);

/// <summary>A file that could not be taken out.</summary>
/// <param name="File">Which.</param>
/// <param name="Reason">Why, in a few words.</param>
internal sealed record ExtractionFailure(WantedFile File, string Reason);
