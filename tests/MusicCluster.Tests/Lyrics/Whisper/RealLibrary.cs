using MusicCluster.Lyrics.Whisper;
using MusicCluster.Lyrics.Whisper.Native;
using Xunit;

namespace MusicCluster.Tests.Lyrics.Whisper;

/// <summary>A real whisper.cpp, where this machine has one for the tests.</summary>
internal static class RealLibrary
{
    /// <summary>Skips the test where the variable is not set; <c>.ci/run</c> sets it.</summary>
    public static string Require()
    {
        var path = Environment.GetEnvironmentVariable(WhisperPlaces.LibraryVariable) ?? "";
        Assert.SkipWhen(path.Length == 0, $"{WhisperPlaces.LibraryVariable} names no whisper.cpp library to test with.");
        return path;
    }

    /// <summary>The library, loaded.</summary>
    public static WhisperLibrary Load(TemporaryFolder folder) =>
        WhisperLibrary.Find(new WhisperOptions { Library = Require() }, new WhisperPlaces(Repository.Root, folder.Path))!;
}
