using MusicCluster.Audio.Decoding;
using MusicCluster.Features;
using MusicCluster.Numerics;
using Xunit;

namespace MusicCluster.Tests.Audio.Decoding;

/// <summary>What needs nothing installed gives what libsndfile gives.</summary>
public sealed class ManagedDecoderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Mp3Files => AudioDecoderTests.GoldenFiles;

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Mp3Files))]
    public void Decode_GoldenMp3_IsLibsndfilesSampleForSample(string name)
    {
        LibsndfileTests.SkipWithoutLibsndfile();
        AssertSame(Golden.Path("mp3/" + name), 1e-5f);
    }

    [Theory]
    [MemberData(nameof(Mp3Files))]
    public void Mfcc_GoldenMp3_IsCloseToLibsndfiles(string name)
    {
        LibsndfileTests.SkipWithoutLibsndfile();
        var expected = Mfcc(Decode(Golden.Path("mp3/" + name), AudioBackend.Libsndfile));
        var actual = Mfcc(Decode(Golden.Path("mp3/" + name), AudioBackend.Managed));
        for (var row = 0; row < expected.RowCount; row++)
        {
            Assert.All(expected.Row(row).ToArray().Zip(actual.Row(row).ToArray()), pair => Assert.Equal(pair.First, pair.Second, 0.05));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(44)]
    [InlineData(80)]
    public void Decode_ClipOfTheSample_IsLibsndfilesSampleForSample(int number)
    {
        LibsndfileTests.SkipWithoutLibsndfile();
        AssertSame(SampleClips.Clip(number), 1e-5f);
    }

    [Theory]
    [InlineData("ogg", 1e-4f)]
    [InlineData("opus", 1e-3f)]
    [InlineData("aiff", 0)]
    public void Decode_OtherFormat_IsLibsndfilesSampleForSample(string ending, float tolerance)
    {
        LibsndfileTests.SkipWithoutLibsndfile();
        AssertSame(Golden.Path($"formats/signal.{ending}"), tolerance);
    }

    [Theory]
    [InlineData("cbr128_js_44k.mp3", 88_200)]
    [InlineData("vbr_v5_44k.mp3", 88_200)]
    [InlineData("mono_22k_mpeg2_cbr32.mp3", 45_504)]
    [InlineData("cbr96_32k_notag.mp3", 65_664)]
    [InlineData("mpeg25_11k_mono.mp3", 23_616)]
    [InlineData("truncated_id3_garbage.mp3", 51_887)]
    public void Decode_GoldenMp3_HasTheFramesOfTheGoldenTable(string name, int count) =>
        Assert.Equal(count, Decode(Golden.Path("mp3/" + name), AudioBackend.Managed).Samples.Length);

    [Theory]
    [InlineData("mp3/cbr128_js_44k.mp3")]
    [InlineData("mp3/cbr96_32k_notag.mp3")]
    [InlineData("formats/signal.ogg")]
    [InlineData("formats/signal.opus")]
    [InlineData("signal_2s_22050_mono_s16.wav")]
    public void Decode_Part_IsTheStartOfTheWholeAndKnowsItsDuration(string name)
    {
        var whole = Decode(Golden.Path(name), AudioBackend.Managed);
        var part = Decode(Golden.Path(name), AudioBackend.Managed, 0.25);
        Assert.Equal((int)Math.Ceiling(0.25 * whole.SampleRate), part.Samples.Length);
        Assert.Equal(whole.Samples[..part.Samples.Length].ToArray(), part.Samples.ToArray());
        Assert.Equal(whole.DurationSeconds, part.DurationSeconds, 1e-3);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'I', (byte)'D', (byte)'3', 3, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { (byte)'I', (byte)'D', (byte)'3', 3, 0, 0, 0x7F, 0x7F, 0x7F, 0x7F })]
    [InlineData(new byte[] { (byte)'I', (byte)'D', (byte)'3', 9, 9, 9, 0xFF, 0xFB, 0x90, 0x00 })]
    public void Decode_Mp3BehindAnEmptyOrWrongTag_IsWhatItWouldBeWithoutIt(byte[] tag)
    {
        var bytes = File.ReadAllBytes(Golden.Path("mp3/cbr128_js_44k.mp3"));
        File.WriteAllBytes(folder["tagged.mp3"], [.. tag, .. bytes]);
        var expected = Decode(Golden.Path("mp3/cbr128_js_44k.mp3"), AudioBackend.Managed).Samples.ToArray();
        Assert.Equal(expected, Decode(folder["tagged.mp3"], AudioBackend.Managed).Samples.ToArray());
        // Whatever libsndfile makes of it, nobody loses the track.
        Assert.Equal(expected.Length, Decode(folder["tagged.mp3"], AudioBackend.Auto).Samples.Length);
    }

    [Fact]
    public void Decode_JunkBetweenFrames_IsLeftOut()
    {
        var bytes = File.ReadAllBytes(Golden.Path("mp3/cbr96_32k_notag.mp3"));
        File.WriteAllBytes(folder["junk.mp3"], [.. bytes, .. new byte[3000], .. bytes]);
        var clip = Decode(folder["junk.mp3"], AudioBackend.Managed);
        Assert.Equal(2 * 65_664, clip.Samples.Length);
    }

    [Fact]
    public void Decode_Flac_NamesWhatIsMissing()
    {
        var error = Assert.Throws<AudioException>(() => Decode(Golden.Path("formats/signal.flac"), AudioBackend.Managed));
        Assert.EndsWith(": managed: it is FLAC, and no managed decoder reads it; install libsndfile1 or ffmpeg.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(1, 16)]
    [InlineData(1, 24)]
    [InlineData(1, 32)]
    [InlineData(3, 64)]
    public void Decode_WavOfEveryWidth_HasItsValues(int kind, int bits)
    {
        WriteWav(folder["a.wav"], kind, bits, [0, 0.5, -0.5, -1]);
        Assert.Equal([0, 0.5f, -0.5f, -1], Decode(folder["a.wav"], AudioBackend.Managed).Samples.ToArray());
    }

    [Theory]
    [InlineData("mp3/cbr128_js_44k.mp3")]
    [InlineData("formats/signal.ogg")]
    [InlineData("formats/signal.opus")]
    [InlineData("signal_2s_22050_mono_s16.wav")]
    public void Decode_OutOfTimeOrCancelled_Stops(string name)
    {
        var late = new AudioDecodeOptions(TimeLimitSeconds: 0, Backend: AudioBackend.Managed);
        var error = Assert.Throws<AudioException>(() => AudioDecoder.Decode(Golden.Path(name), late, TestContext.Current.CancellationToken));
        Assert.Contains("took more than 0 s", error.Message, StringComparison.Ordinal);
        var plain = new AudioDecodeOptions(Backend: AudioBackend.Managed);
        Assert.Throws<OperationCanceledException>(() => AudioDecoder.Decode(Golden.Path(name), plain, new CancellationToken(canceled: true)));
    }

    private static void AssertSame(string path, float tolerance)
    {
        var expected = Decode(path, AudioBackend.Libsndfile);
        var actual = Decode(path, AudioBackend.Managed);
        Assert.Equal(expected.SampleRate, actual.SampleRate);
        Assert.Equal(expected.Samples.Length, actual.Samples.Length);
        Assert.Equal(expected.DurationSeconds, actual.DurationSeconds, 1e-9);
        var difference = 0f;
        for (var i = 0; i < expected.Samples.Length; i++)
        {
            difference = Math.Max(difference, Math.Abs(expected.Samples.Span[i] - actual.Samples.Span[i]));
        }

        Assert.InRange(difference, 0, tolerance);
    }

    private static Matrix Mfcc(AudioClip clip) => clip.Mfcc(new FeatureOptions());

    private static AudioClip Decode(string path, AudioBackend backend, double seconds = double.PositiveInfinity) =>
        AudioDecoder.Decode(path, new AudioDecodeOptions(seconds, Backend: backend), TestContext.Current.CancellationToken);

    private static void WriteWav(string path, int kind, int bits, double[] values)
    {
        using var writer = new BinaryWriter(File.Create(path));
        var length = values.Length * bits / 8;
        writer.Write([.. "RIFF"u8]);
        writer.Write(36 + length);
        writer.Write([.. "WAVEfmt "u8]);
        writer.Write(16);
        writer.Write((short)kind);
        writer.Write((short)1);
        writer.Write(22_050);
        writer.Write(22_050 * bits / 8);
        writer.Write((short)(bits / 8));
        writer.Write((short)bits);
        writer.Write([.. "data"u8]);
        writer.Write(length);
        foreach (var value in values)
        {
            if (kind == 3)
            {
                writer.Write(value);
                continue;
            }

            var whole = (long)(value * (1L << (bits - 1))) + (bits == 8 ? 128 : 0);
            writer.Write(BitConverter.GetBytes(whole)[..(bits / 8)]);
        }
    }
}
