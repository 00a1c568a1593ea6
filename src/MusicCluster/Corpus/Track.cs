namespace MusicCluster.Corpus;

/// <summary>One piece of music. Rows of every table travel with <see cref="Id"/>.</summary>
/// <param name="Id">Unique within the corpus; FMA's number or the file's relative path.</param>
/// <param name="AudioPath">Absolute path of the audio file; empty in a table of features.</param>
/// <param name="Genre">Proxy label for evaluation only, empty when unknown; never reaches training.</param>
/// <param name="Title">From tags or metadata; untrusted text.</param>
/// <param name="Artist">From tags or metadata; untrusted text.</param>
/// <param name="LyricsPath">Absolute path of a text or .lrc file, or empty.</param>
/// <param name="Year">When it came out, four digits or empty.</param>
public sealed record Track(
    string Id, string AudioPath, string Genre = "", string Title = "", string Artist = "", string LyricsPath = "", string Year = "");
