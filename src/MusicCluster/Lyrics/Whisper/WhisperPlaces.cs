namespace MusicCluster.Lyrics.Whisper;

/// <summary>The folders of this machine that transcription reads and writes.</summary>
/// <param name="Root">Where relative paths of the profile count from.</param>
/// <param name="CacheFolder">Holds <c>native/</c> (links to libraries that the user names), <c>models/</c> and <c>transcripts/</c>.</param>
internal sealed record WhisperPlaces(string Root, string CacheFolder)
{
    /// <summary>Environment variable with the path of another native library than the package's.</summary>
    public const string LibraryVariable = "MUSICCLUSTER_WHISPER_LIBRARY";

    public string NativeFolder => Path.Combine(CacheFolder, "native");

    public string ModelFolder => Path.Combine(CacheFolder, "models");

    public string TranscriptFolder => Path.Combine(CacheFolder, "transcripts");
}
