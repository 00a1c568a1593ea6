using MusicCluster.Lyrics.Whisper;

namespace MusicCluster.Tests.Lyrics.Whisper;

/// <summary>The whisper.cpp of the package, beside the tests.</summary>
internal static class RealLibrary
{
    /// <summary>The library, loaded.</summary>
    public static WhisperLibrary Load(TemporaryFolder folder) =>
        WhisperLibrary.Load(new WhisperOptions(), new WhisperPlaces(Repository.Root, folder.Path));
}
