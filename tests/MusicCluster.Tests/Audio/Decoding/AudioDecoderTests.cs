using System.Text.Json;
using MusicCluster.Audio.Decoding;
using MusicCluster.Audio.Decoding.Native;
using MusicCluster.Audio.Resampling;
using Xunit;

namespace MusicCluster.Tests.Audio.Decoding;

public sealed class AudioDecoderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> GoldenFiles =>
        [.. Decoders().RootElement.EnumerateObject().Where(file => file.Value.TryGetProperty("decoders", out var all)
            && all.TryGetProperty("libsndfile", out var one) && one.TryGetProperty("shape", out _)).Select(file => file.Name)];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(GoldenFiles))]
    public void Decode_GoldenMp3_HasThePeersSamples(string name)
    {
        using var document = Decoders();
        var golden = document.RootElement.GetProperty(name);
        var libsndfile = golden.GetProperty("decoders").GetProperty("libsndfile");
        var clip = Decode(Golden.Path("mp3/" + name));
        Assert.Equal(golden.GetProperty("sr").GetInt32(), clip.SampleRate);
        Assert.Equal(libsndfile.GetProperty("shape")[0].GetInt32(), clip.Samples.Length);
        Assert.Equal((double)clip.Samples.Length / clip.SampleRate, clip.DurationSeconds, 1e-9);
        if (golden.TryGetProperty("libsndfile_mono_samples_at_10000", out var samples))
        {
            var expected = samples.EnumerateArray().Select(value => value.GetDouble()).ToArray();
            Assert.All(expected, (value, i) => Assert.Equal(value, clip.Samples.Span[10_000 + i], 1e-6));
        }
    }

    [Theory]
    [MemberData(nameof(GoldenFiles))]
    public void Resample_GoldenMp3_IsCloseToSoxr(string name)
    {
        using var document = Decoders();
        if (!document.RootElement.GetProperty(name).TryGetProperty("resampled", out var resampled))
        {
            // Files at 22,050 Hz have nothing to compare.
            return;
        }

        var clip = Decode(Golden.Path("mp3/" + name));
        var output = Resampler.Resample(clip.Samples.Span, clip.SampleRate, 22050);
        Assert.Equal(resampled.GetProperty("expected_len_ceil").GetInt32(), output.Length);
        var expected = resampled.GetProperty("soxr_first8_at_5000").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        Assert.All(expected, (value, i) => Assert.Equal(value, output[5000 + i], 2e-3));
        var rms = Math.Sqrt(output.Average(x => (double)x * x));
        Assert.Equal(1, rms / resampled.GetProperty("soxr_hq").GetProperty("rms").GetDouble(), 1e-4);
    }

    [Theory]
    [InlineData("ogg")]
    [InlineData("opus")]
    public void Decode_LossyFormat_IsCloseToTheWavItWasMadeFrom(string ending)
    {
        var original = Decode(Golden.Path("signal_2s_22050_mono_s16.wav"));
        var clip = Decode(Golden.Path($"formats/signal.{ending}"));
        var samples = Resampler.Resample(clip.Samples.Span, clip.SampleRate, original.SampleRate);
        Assert.Equal(original.DurationSeconds, clip.DurationSeconds, 0.05);
        var expected = original.Samples.ToArray();
        var length = Math.Min(expected.Length, samples.Length);
        var correlation = Enumerable.Range(0, length).Sum(i => (double)expected[i] * samples[i])
            / Math.Sqrt(expected.Take(length).Sum(value => (double)value * value) * samples.Take(length).Sum(value => (double)value * value));
        Assert.InRange(correlation, 0.95, 1);
    }

    [Fact]
    public void Decode_PartOfAFile_IsTheStartOfTheWhole()
    {
        var whole = Decode(Golden.Path("mp3/cbr128_js_44k.mp3"));
        var part = Decode(Golden.Path("mp3/cbr128_js_44k.mp3"), new AudioDecodeOptions(MaximumSeconds: 0.5));
        Assert.Equal(22050, part.Samples.Length);
        Assert.Equal(whole.Samples[..22050].ToArray(), part.Samples.ToArray());
        Assert.Equal(whole.DurationSeconds, part.DurationSeconds, 1e-9);
    }

    [Fact]
    public void Decode_MissingEmptyOrFolder_SaysWhich()
    {
        File.WriteAllBytes(folder["empty.mp3"], []);
        Assert.Equal("'none.mp3': the file is missing.", Fault("none.mp3"));
        Assert.Equal("'empty.mp3' (0 bytes): the file is empty.", Fault("empty.mp3"));
        Directory.CreateDirectory(folder["folder.mp3"]);
        Assert.Contains("is a folder", Fault("folder.mp3"), StringComparison.Ordinal);
        Assert.Contains("is missing", Fault("no/such/folder.mp3"), StringComparison.Ordinal);
    }

    [Fact]
    public void Unreadable_AnyError_NamesNoFolder()
    {
        var closed = AudioException.Unreadable("/some/folder/closed.mp3", 5, new UnauthorizedAccessException("Access to '/some/folder' is denied."));
        Assert.Equal("'closed.mp3' (5 bytes): the file cannot be read: permission is denied.", closed.Message);
        var broken = AudioException.Unreadable("/some/folder/broken.mp3", null, new IOException("Input/output error : '/some/folder/broken.mp3'"));
        Assert.Equal("'broken.mp3': the file cannot be read.", broken.Message);
    }

    [Fact]
    public void Decode_WavWithoutFrames_SaysSo()
    {
        WriteWav("none.wav", []);
        Assert.Contains("holds no audio frames", Fault("none.wav"), StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_ShorterThanNeeded_GivesBothLengths()
    {
        WriteWav("short.wav", new float[11025]);
        var error = Assert.Throws<AudioException>(() => Decode(folder["short.wav"], new AudioDecodeOptions(MinimumSeconds: 1)));
        Assert.Contains("holds 0.5 s of audio; at least 1 s are needed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Decode_NotFinite_SaysWhere(float value)
    {
        var samples = new float[1000];
        samples[321] = value;
        WriteWav("bad.wav", samples);
        Assert.Contains("sample 321 is not finite", Fault("bad.wav"), StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_TwoAndThreeChannels_AreTheirMean()
    {
        WriteWav("two.wav", [.. Enumerable.Range(0, 2 * 1003).Select(i => i % 2 == 0 ? 0.5f : i / 4096f)], channelCount: 2);
        WriteWav("three.wav", [.. Enumerable.Range(0, 3 * 101).Select(i => (i % 3) * 0.25f)], channelCount: 3);
        var two = Decode(folder["two.wav"]).Samples.ToArray();
        Assert.All(two, (value, i) => Assert.Equal((0.5f + (((2 * i) + 1) / 4096f)) / 2, value));
        Assert.All(Decode(folder["three.wav"]).Samples.ToArray(), value => Assert.Equal(0.25f, value));
    }

    [Fact]
    public void Decode_ImpossibleRate_SaysWhatItFound()
    {
        WriteWav("rate.wav", new float[100], rate: 999);
        Assert.Contains("sample rate is 999 Hz", Fault("rate.wav"), StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_Cancelled_Throws() =>
        Assert.Throws<OperationCanceledException>(() => AudioDecoder.Decode(
            Golden.Path("mp3/cbr128_js_44k.mp3"), AudioDecodeOptions.Default, new CancellationToken(canceled: true)));

    [Fact]
    public void Decode_OutOfTime_IsAFault() =>
        Assert.Contains("took more than 0 s", Assert.Throws<AudioException>(() => Decode(
            Golden.Path("mp3/cbr128_js_44k.mp3"), new AudioDecodeOptions(TimeLimitSeconds: 0))).Message, StringComparison.Ordinal);

    [Fact]
    public void Describe_Here_NamesEveryDecoder()
    {
        var info = AudioDecoder.Describe();
        Assert.Contains("libsndfile", info.Sndfile, StringComparison.Ordinal);
        Assert.Contains("MP3", info.Managed, StringComparison.Ordinal);
        Assert.Contains("ffmpeg", info.Ffmpeg, StringComparison.Ordinal);
        Assert.Equal(Sndfile.IsUsable, info.Advice.Length == 0);
    }

    private static AudioClip Decode(string path, AudioDecodeOptions? options = null) =>
        AudioDecoder.Decode(path, options, TestContext.Current.CancellationToken);

    private static JsonDocument Decoders() => JsonDocument.Parse(File.ReadAllText(Golden.Path("mp3/decode_golden.json")));

    private string Fault(string name) => Assert.Throws<AudioException>(() => Decode(folder[name])).Message;

    private void WriteWav(string name, float[] interleaved, int rate = 22050, int channelCount = 1) =>
        WavFile.Write(folder[name], interleaved, rate, channelCount);
}
