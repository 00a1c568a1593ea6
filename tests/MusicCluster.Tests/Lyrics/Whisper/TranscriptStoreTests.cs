using MusicCluster.Lyrics.Whisper;
using Xunit;

namespace MusicCluster.Tests.Lyrics.Whisper;

public sealed class TranscriptStoreTests : IDisposable
{
    private const string Audio = "0123456789abcdef";
    private static readonly Transcript Heard = new(
        12.5,
        [new SpeechWindow(0, 0.25, new Dictionary<string, double> { ["en"] = 0.75 }), new SpeechWindow(6.25, 1, new Dictionary<string, double>())],
        IsDecoded: true,
        [new TranscriptSegment(0, 2.5, " été \"quoted\"", 3, -1.5), new TranscriptSegment(2.5, 3, "", 0, double.NaN)]);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Find_WhatWasKept_IsTheSame()
    {
        Store("a").Keep(Audio, Heard);

        var found = Store("a").Find(Audio)!;

        Assert.Equal((Heard.Seconds, Heard.IsDecoded), (found.Seconds, found.IsDecoded));
        Assert.Equal(Heard.Segments, found.Segments);
        Assert.Equal(Heard.Windows.Select(window => (window.StartSeconds, window.NoSpeech)),
            found.Windows.Select(window => (window.StartSeconds, window.NoSpeech)));
        Assert.Equal(0.75, found.Windows[0].Languages["en"]);
    }

    [Fact]
    public void Find_OtherAudioOrOtherWayOfHearing_IsNothing()
    {
        Store("a").Keep(Audio, Heard);

        Assert.Null(Store("a").Find("fedcba9876543210"));
        Assert.Null(Store("b").Find(Audio));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"seconds\":1}")]
    [InlineData("null")]
    public void Find_DamagedFile_IsNothing(string content)
    {
        Store("a").Keep(Audio, Heard);
        File.WriteAllText(Directory.EnumerateFiles(folder.Path, "*.json", SearchOption.AllDirectories).Single(), content);

        Assert.Null(Store("a").Find(Audio));
    }

    private TranscriptStore Store(string way) => new(folder.Path, way);
}
