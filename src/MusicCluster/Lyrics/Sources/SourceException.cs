namespace MusicCluster.Lyrics.Sources;

/// <summary>A source that should answer does not: what it would have had is unknown.</summary>
internal sealed class SourceException(string message, Exception? inner = null) : Exception(message, inner);
