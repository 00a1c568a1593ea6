using MusicCluster.Audio.Decoding;
using MusicCluster.Tests.Features;
using Xunit;

namespace MusicCluster.Tests.Audio.Decoding;

/// <summary>The fallback; where there is no ffmpeg, as on a machine that needs none, there is nothing to run.</summary>
public sealed class FfmpegDecoderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Decode_Mp3_HasTheSamplesOfTheLibrary()
    {
        SkipWithoutFfmpeg();
        LibsndfileTests.SkipWithoutLibsndfile();
        var expected = Decode(Golden.Path("mp3/cbr128_js_44k.mp3"), AudioBackend.Libsndfile, 1);
        var actual = Decode(Golden.Path("mp3/cbr128_js_44k.mp3"), AudioBackend.Ffmpeg, 1);
        Assert.Equal(expected.SampleRate, actual.SampleRate);
        Assert.Equal(44_100, actual.Samples.Length);
        Assert.Equal(expected.DurationSeconds, actual.DurationSeconds, 0.1);
        for (var i = 0; i < actual.Samples.Length; i++)
        {
            Assert.Equal(expected.Samples.Span[i], actual.Samples.Span[i], 1e-5f);
        }
    }

    [Fact]
    public void Decode_TwoChannels_AreTheirMeanNotFfmpegsMix()
    {
        SkipWithoutFfmpeg();
        WavFile.Write(folder["two.wav"], [.. Enumerable.Range(0, 2 * 4000).Select(i => i % 2 == 0 ? 0.5f : 0.25f)], 22050, 2);
        Assert.All(Decode(folder["two.wav"], AudioBackend.Ffmpeg).Samples.ToArray(), value => Assert.Equal(0.375f, value));
    }

    [Fact]
    public void Decode_NameLikeAnOptionOrProtocol_IsAFile()
    {
        SkipWithoutFfmpeg();
        foreach (var name in new[] { "-i.wav", "concat:a|b.wav", "a b$(c);.wav" })
        {
            WavFile.Write(folder[name], TestSpectra.Noise(2205));
            Assert.Equal(2205, Decode(folder[name], AudioBackend.Ffmpeg).Samples.Length);
        }
    }

    [Fact]
    public void Decode_NoAudio_HasAReasonThatIsTheSameInEveryFolderAndRun()
    {
        SkipWithoutFfmpeg();
        Directory.CreateDirectory(folder["other"]);
        byte[][] contents = [[.. "no audio at all"u8], File.ReadAllBytes(Golden.Path("mp3/not_audio.mp3")), [0, 0, 0, 24, .. "ftypM4A "u8, .. new byte[900]]];
        foreach (var content in contents)
        {
            File.WriteAllBytes(folder["bad.m4a"], content);
            File.WriteAllBytes(folder["other/bad.m4a"], content);
            var here = Assert.Throws<AudioException>(() => Decode(folder["bad.m4a"], AudioBackend.Ffmpeg)).Message;
            Assert.Equal(here, Assert.Throws<AudioException>(() => Decode(folder["other/bad.m4a"], AudioBackend.Ffmpeg)).Message);
            Assert.Matches(@"^'bad\.m4a' \(\d+ bytes\): ffmpeg: it (is|holds|cannot)[^/@]*\.$", here);
        }
    }

    [Fact]
    public void Decode_TooShort_SaysNothingOfThisRunsSpeed()
    {
        SkipWithoutFfmpeg();
        WavFile.Write(folder["short.wav"], TestSpectra.Noise(2205));
        var options = new AudioDecodeOptions(MinimumSeconds: 1, Backend: AudioBackend.Ffmpeg);
        var error = Assert.Throws<AudioException>(() => AudioDecoder.Decode(folder["short.wav"], options, TestContext.Current.CancellationToken));
        Assert.EndsWith("holds 0.1 s of audio; at least 1 s are needed.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_OutOfTime_StopsTheProcess()
    {
        SkipWithoutFfmpeg();
        var options = new AudioDecodeOptions(TimeLimitSeconds: 0.001, Backend: AudioBackend.Ffmpeg);
        var error = Assert.Throws<AudioException>(
            () => AudioDecoder.Decode(SampleClips.Clip(1), options, TestContext.Current.CancellationToken));
        Assert.Contains("took more than 0.001 s", error.Message, StringComparison.Ordinal);
    }

    private static void SkipWithoutFfmpeg() => Assert.SkipWhen(FfmpegDecoder.FoundVersion is null, "ffmpeg is not installed.");

    private static AudioClip Decode(string path, AudioBackend backend, double seconds = 10) =>
        AudioDecoder.Decode(path, new AudioDecodeOptions(seconds, Backend: backend), TestContext.Current.CancellationToken);
}
