using System.Text.Json;
using MusicCluster.Corpus;
using MusicCluster.Features;
using MusicCluster.Foundation;
using MusicCluster.Numerics.Npy;
using MusicCluster.Tests.Audio;
using Xunit;

namespace MusicCluster.Tests.Features;

public sealed class ExtendedTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    [InlineData(44)]
    [InlineData(63)]
    public void Run_Extended_IsLibrosasMean(int number)
    {
        FeatureExtraction.Run(SampleClips.Tracks(number), new FeatureOptions(Extended: true), folder.Path, 1, null, CancellationToken.None);
        var names = File.ReadAllLines(folder["extended.columns.txt"]);
        var row = NpyFile.ReadMatrix(folder["extended.npy"]).Row(0).ToArray();
        Assert.Equal(25 + 40 + 1, names.Length);
        Assert.Equal(names.Length, row.Length);
        double Value(string name) => row[Array.IndexOf(names, name)];

        using var document = JsonDocument.Parse(File.ReadAllText(Golden.Path("sample/sample_golden.json")));
        var golden = document.RootElement.GetProperty($"{number:D6}").GetProperty("extended_mean");
        AssertRelative(golden.GetProperty("spectral_centroid").GetDouble(), Value("centroid-mean"), 1e-3);
        AssertRelative(golden.GetProperty("spectral_bandwidth").GetDouble(), Value("bandwidth-mean"), 1e-3);
        AssertRelative(golden.GetProperty("spectral_rolloff").GetDouble(), Value("roll-off-mean"), 1e-3);
        AssertRelative(golden.GetProperty("spectral_flatness").GetDouble(), Value("flatness-mean"), 2e-2);
        AssertRelative(golden.GetProperty("zero_crossing_rate").GetDouble(), Value("zero-crossing-rate-mean"), 1e-3);
        Assert.Equal(golden.GetProperty("tempo").GetDouble(), Value("tempo"), 1e-3);
        var contrast = golden.GetProperty("spectral_contrast").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        // The valley of the top band is what the resampler leaves just below Nyquist, some 90 dB down.
        Assert.All(contrast, (value, i) => Assert.Equal(value, Value($"contrast-{i + 1}-mean"), i < 6 ? 0.02 : 1.5));
        var chroma = golden.GetProperty("chroma_stft").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        var first = Array.IndexOf(names, "chroma-c-mean");
        Assert.All(chroma, (value, i) => Assert.Equal(value, row[first + i], 1e-3));
    }

    [Fact]
    public void Run_ExtendedWithDeviations_HasBothInOrder()
    {
        WavFile.Write(folder["noise.wav"], TestSpectra.Noise(30_000));
        var options = new FeatureOptions(Extended: true, Statistics: FeatureStatistics.MeanStd) { Duration = 5 };
        var result = FeatureExtraction.Run([new Track("n", folder["noise.wav"])], options, folder["out"], 1, null, CancellationToken.None);
        Assert.Empty(result.Failures);
        var names = File.ReadAllLines(folder["out/extended.columns.txt"]);
        Assert.Equal((2 * 65) + 1, names.Length);
        Assert.Equal(names.Length, names.Distinct().Count());
        var row = NpyFile.ReadMatrix(folder["out/extended.npy"]).Row(0).ToArray();
        var rms = row[Array.IndexOf(names, "rms-mean")];
        // Uniform noise has 1/√3; the frames at the ends are half silent.
        Assert.InRange(rms, 0.5, 0.58);
        Assert.InRange(row[Array.IndexOf(names, "rms-std")], 0.01, 0.1);
    }

    [Theory]
    [InlineData(8000, 2048, "sampleRate is 8000")]
    [InlineData(44100, 512, "fftLength is 512")]
    public void Run_ExtendedWithoutRoomForTheBands_SaysWhy(int rate, int fftLength, string expected)
    {
        var options = new FeatureOptions(SampleRate: rate, FftLength: fftLength, Extended: true, LogMelFrames: 1);
        var error = Assert.Throws<UserException>(() => FeatureExtraction.Run([], options, folder["out"], 1, null, CancellationToken.None));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static void AssertRelative(double expected, double actual, double tolerance) =>
        Assert.InRange(actual, expected * (1 - tolerance), expected * (1 + tolerance));
}
