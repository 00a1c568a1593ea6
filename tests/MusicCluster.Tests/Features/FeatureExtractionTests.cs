using System.Text.Json;
using MusicCluster.Corpus;
using MusicCluster.Features;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Spectra;
using MusicCluster.Foundation;
using MusicCluster.Numerics.Npy;
using MusicCluster.Tests.Audio;
using Xunit;

namespace MusicCluster.Tests.Features;

public sealed class FeatureExtractionTests : IDisposable
{
    private static readonly string[] Files = ["mfcc.npy", "logmel.npy"];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    [InlineData(44)]
    [InlineData(63)]
    public void Run_SampleClip_IsLibrosaEndToEnd(int number)
    {
        var result = Run(SampleClips.Tracks(number), new FeatureOptions(), "out");
        Assert.Empty(result.Failures);
        using var document = JsonDocument.Parse(File.ReadAllText(Golden.Path("sample/sample_golden.json")));
        var golden = document.RootElement.GetProperty($"{number:D6}");
        var mfcc = NpyFile.ReadMatrix(folder["out/mfcc.npy"]);
        var expected = golden.GetProperty("mfcc40_mean").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        Assert.All(expected, (value, i) => Assert.Equal(value, mfcc[0, i], 0.05));

        using var expectedLogMel = NpyFile.Open(Golden.Path($"sample/{number:D6}-logmel.npy"));
        using var logMel = NpyFile.Open(folder["out/logmel.npy"]);
        var edges = MelFrequency.Edges(64, 11025, MelScale.Slaney);
        for (var band = 0; band < 64; band++)
        {
            var tolerance = edges[band + 2] <= 8600 ? 0.05f : 0.5f;
            for (var frame = 0; frame < 215; frame++)
            {
                var value = expectedLogMel.Row(band)[frame];
                if (value > -60)
                {
                    Assert.Equal(value, logMel.Row(0)[(band * 215) + frame], tolerance);
                }
            }
        }
    }

    [Fact]
    public void Run_MeanStd_IsLibrosas()
    {
        Run(SampleClips.Tracks(25), new FeatureOptions(MfccCount: 20, Statistics: FeatureStatistics.MeanStd), "out");
        using var document = JsonDocument.Parse(File.ReadAllText(Golden.Path("sample/sample_golden.json")));
        var golden = document.RootElement.GetProperty("000025");
        double[] expected = [
            .. golden.GetProperty("mfcc20_mean").EnumerateArray().Select(value => value.GetDouble()),
            .. golden.GetProperty("mfcc20_std").EnumerateArray().Select(value => value.GetDouble())];
        var row = NpyFile.ReadMatrix(folder["out/mfcc.npy"]).Row(0).ToArray();
        Assert.Equal(40, row.Length);
        Assert.All(expected, (value, i) => Assert.Equal(value, row[i], 0.05));
    }

    [Fact]
    public void Run_AnyThreadCount_WritesTheSameBytes()
    {
        var tracks = SampleClips.Tracks(Enumerable.Range(1, 9)).Append(new Track("none", folder["none.mp3"])).Concat(SampleClips.Tracks(10, 11)).ToArray();
        var options = new FeatureOptions { Duration = 6 };
        var first = Run(tracks, options, "one", 1);
        foreach (var threads in new[] { 2, 5 })
        {
            var other = Run(tracks, options, $"{threads}", threads);
            Assert.Equal(first.Kept, other.Kept);
            Assert.Equal(first.Failures, other.Failures);
            Assert.All(Files, file => Assert.Equal(File.ReadAllBytes(folder["one/" + file]), File.ReadAllBytes(folder[$"{threads}/{file}"])));
        }
    }

    [Fact]
    public void Run_BadTracks_AreRowsOfFailuresAndLeaveNoHoles()
    {
        WavFile.Write(folder["silent.wav"], new float[220500]);
        WavFile.Write(folder["late.wav"], [.. new float[150000], .. TestSpectra.Noise(70500)]);
        WavFile.Write(folder["short.wav"], TestSpectra.Noise(1000));
        WavFile.Write(folder["loud.wav"], [.. TestSpectra.Noise(220500).Select(x => x * 1e30f)]);
        File.WriteAllBytes(folder["empty.mp3"], []);
        var good = SampleClips.Tracks(1, 2);
        Track[] tracks = [
            Bad("empty.mp3"), good[0], Bad("silent.wav"), Bad("late.wav"), Bad("none.mp3"), good[1], Bad("short.wav"), Bad("loud.wav")];
        var result = Run(tracks, new FeatureOptions(), "out", 2);
        Assert.Equal(good, result.Kept.Select(kept => kept.Track));
        Assert.All(result.Kept, kept => Assert.InRange(kept.DurationSeconds, 29, 31));
        Assert.All(result.Failures, failure => Assert.Equal("features", failure.Stage));
        Assert.Equal(
            ["is empty", "is silent", "first 5 s are silent", "is missing", "at least 1 s", "beyond what"],
            result.Failures.Zip(["is empty", "is silent", "first 5 s are silent", "is missing", "at least 1 s", "beyond what"])
                .Select(pair => pair.First.Reason.Contains(pair.Second, StringComparison.Ordinal) ? pair.Second : pair.First.Reason));

        Run(good, new FeatureOptions(), "good");
        Assert.All(Files, file => Assert.Equal(File.ReadAllBytes(folder["good/" + file]), File.ReadAllBytes(folder["out/" + file])));
    }

    [Fact]
    public void Run_ShortTrack_IsPaddedInTheLogMelOnly()
    {
        WavFile.Write(folder["two.wav"], TestSpectra.GoldenSignal);
        var result = Run([Bad("two.wav")], new FeatureOptions(MinimumDuration: 2), "out");
        Assert.Empty(result.Failures);
        var golden = Golden.ReadCsv("mfcc40_mean_f64.csv");
        var mfcc = NpyFile.ReadMatrix(folder["out/mfcc.npy"]);
        Assert.All(golden, (row, i) => Assert.Equal(row[0], mfcc[0, i], 1e-3));
        using var logMel = NpyFile.Open(folder["out/logmel.npy"]);
        Assert.Equal(0, logMel.Row(0).ToArray().Max());
        Assert.Equal(-80, logMel.Row(0)[214]);
    }

    [Theory]
    [InlineData(10.0, 5.0)]
    [InlineData(5.0, 5.0)]
    [InlineData(4.9, 5.0)]
    [InlineData(10.0, 0.2)]
    [InlineData(3.0, 0.01)]
    public void Run_LogMel_IsExactlyThatOfTheCroppedAudio(double seconds, double logMelSeconds)
    {
        var signal = TestSpectra.Noise((int)(seconds * 22050));
        WavFile.Write(folder["noise.wav"], signal);
        var sampleCount = (int)Math.Round(logMelSeconds * 22050);
        var options = new FeatureOptions(LogMelSeconds: logMelSeconds, LogMelFrames: 1 + (sampleCount / 512));
        Run([Bad("noise.wav")], options, "out");
        var cropped = new float[sampleCount];
        signal.AsSpan(0, Math.Min(signal.Length, sampleCount)).CopyTo(cropped);
        var expected = TestSpectra.Mel(new StftPlan(), new MelBank(22050, 2048, 64), cropped);
        Decibels.FromPowerRelativeToMax(expected);
        using var logMel = NpyFile.Open(folder["out/logmel.npy"]);
        Assert.Equal(expected, logMel.Row(0).ToArray());
    }

    [Fact]
    public void Run_NoTracks_WritesEmptyArrays()
    {
        Run([], new FeatureOptions(), "out", 2);
        using var logMel = NpyFile.Open(folder["out/logmel.npy"]);
        Assert.Equal([0L, 64L, 215L], logMel.Shape);
    }

    [Fact]
    public void Run_Progress_CountsEveryTrack()
    {
        var reports = new List<StageProgress>();
        FeatureExtraction.Run(
            SampleClips.Tracks(1, 2, 3), new FeatureOptions { Duration = 5 }, folder["out"], 2, new Listener(reports.Add), CancellationToken.None);
        Assert.Equal([1L, 2L, 3L], reports.Select(report => report.DoneCount));
        Assert.All(reports, report => Assert.Equal((3L, "tracks"), (report.TotalCount, report.Unit)));
    }

    [Fact]
    public void Run_Cancelled_LeavesQuickly()
    {
        using var source = new CancellationTokenSource();
        var listener = new Listener(_ => source.Cancel());
        var tracks = Enumerable.Repeat(SampleClips.Tracks(1)[0], 100_000).ToArray();
        Assert.ThrowsAny<OperationCanceledException>(
            () => FeatureExtraction.Run(tracks, new FeatureOptions(), folder["out"], 2, listener, source.Token));
    }

    [Fact]
    public void Run_BrokenOptions_NamesEveryRule()
    {
        var error = Assert.Throws<UserException>(() => Run([], new FeatureOptions(SampleRate: 1, FftLength: 1000, MfccCount: 500), "out"));
        Assert.Contains("features.sampleRate is 1;", error.Message, StringComparison.Ordinal);
        Assert.Contains("features.fftLength is 1000;", error.Message, StringComparison.Ordinal);
        Assert.Contains("features.mfccCount is 500;", error.Message, StringComparison.Ordinal);
    }

    private Track Bad(string name) => new(name, folder[name]);

    private FeatureResult Run(IReadOnlyList<Track> tracks, FeatureOptions options, string name, int threads = 1) =>
        FeatureExtraction.Run(tracks, options, folder[name], threads, null, CancellationToken.None);

    private sealed class Listener(Action<StageProgress> action) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => action(value);
    }
}
