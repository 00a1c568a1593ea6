using MusicCluster.Audio.Decoding;
using MusicCluster.Audio.Decoding.Native;
using Xunit;

namespace MusicCluster.Tests.Audio.Decoding;

/// <summary>What libsndfile alone reads or says; where it is missing or hidden there is nothing to run.</summary>
public sealed class LibsndfileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    internal static void SkipWithoutLibsndfile() => Assert.SkipUnless(Sndfile.IsUsable, "libsndfile 1.1 or later is not installed.");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("flac")]
    [InlineData("aiff")]
    [InlineData("au")]
    public void Decode_LosslessFormat_IsTheWavItWasMadeFrom(string ending)
    {
        SkipWithoutLibsndfile();
        var original = Decode(Golden.Path("signal_2s_22050_mono_s16.wav"));
        var clip = Decode(Golden.Path($"formats/signal.{ending}"));
        Assert.Equal(original.SampleRate, clip.SampleRate);
        Assert.Equal(original.Samples.ToArray(), clip.Samples.ToArray());
    }

    [Fact]
    public void Decode_NoAudio_CarriesNameSizeAndEveryDecodersReason()
    {
        SkipWithoutLibsndfile();
        File.WriteAllText(folder["text.mp3"], string.Concat(Enumerable.Repeat("this is no audio. ", 100)));
        var message = Assert.Throws<AudioException>(() => Decode(folder["text.mp3"])).Message;
        Assert.StartsWith("'text.mp3' (1800 bytes): libsndfile: ", message, StringComparison.Ordinal);
        Assert.Contains("; managed: it holds no sound that the managed decoders know", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_Here_NamesTheLibraryAndItsVersion()
    {
        SkipWithoutLibsndfile();
        var info = AudioDecoder.Describe();
        Assert.Empty(info.Advice);
        Assert.Matches(@"^libsndfile \d+\.\d+", info.Sndfile);
    }

    private static AudioClip Decode(string path) => AudioDecoder.Decode(path, null, TestContext.Current.CancellationToken);
}
