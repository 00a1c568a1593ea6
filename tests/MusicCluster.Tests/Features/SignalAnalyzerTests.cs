using MusicCluster.Features;
using Xunit;

namespace MusicCluster.Tests.Features;

/// <summary>The rows that one pass gives, bit for bit those of separate passes of the public kernels.</summary>
public class SignalAnalyzerTests
{
    private const int Excerpt = 5 * 22050;

    /// <summary>Samples around the end of the excerpt, around half a frame before it, around whole groups of lanes, and short ones.</summary>
    public static TheoryData<int, FramePadding> Signals
    {
        get
        {
            var data = new TheoryData<int, FramePadding>();
            int[] lengths =
            [
                1025, 2048, (15 * 512) - 1, 15 * 512, 16 * 512, 66_150, Excerpt - 1025, Excerpt - 512, Excerpt - 1, Excerpt, Excerpt + 1,
                Excerpt + 1024, 160_000, 224 * 512,
            ];
            foreach (var length in lengths)
            {
                data.Add(length, FramePadding.Zero);
                data.Add(length, FramePadding.Reflect);
            }

            data.Add(1, FramePadding.Zero);
            data.Add(1024, FramePadding.Zero);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Signals))]
    public void Analyze_AnyLength_GivesTheRowsOfSeparatePasses(int length, FramePadding padding)
    {
        var options = new FeatureOptions(FramePadding: padding, Extended: true, Crops: 3, Statistics: FeatureStatistics.MeanStd);
        AssertRowsAreThoseOfSeparatePasses(options, TestSpectra.Noise(length));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.05)]
    [InlineData(4.99)]
    [InlineData(30)]
    public void Analyze_AnyExcerpt_GivesTheRowsOfSeparatePasses(double seconds)
    {
        foreach (var padding in Enum.GetValues<FramePadding>())
        {
            var frames = 1 + ((int)Math.Round(seconds * 22050) / 512);
            foreach (var crops in new[] { 0, 2 })
            {
                var options = new FeatureOptions(FramePadding: padding, LogMelSeconds: seconds, LogMelFrames: frames, Crops: crops);
                AssertRowsAreThoseOfSeparatePasses(options, TestSpectra.Noise(130_000));
            }
        }
    }

    [Fact]
    public void Analyze_OneAfterTheOther_LeavesNothingBehind()
    {
        var kernels = new FeatureKernels(new FeatureOptions(Extended: true, Crops: 4));
        var (analyzer, rows, fresh) = (new SignalAnalyzer(kernels), new FeatureRows(kernels), new FeatureRows(kernels));
        foreach (var length in new[] { 300_000, 66_150, 30_000, 200_000 })
        {
            var signal = TestSpectra.Noise(length, seed: (ulong)length);
            Assert.Null(analyzer.Analyze(signal, rows));
            Assert.Null(new SignalAnalyzer(kernels).Analyze(signal, fresh));
            AssertEqual(fresh, rows);
        }
    }

    [Fact]
    public void Analyze_UnusableSignal_SaysWhy()
    {
        Assert.Contains("the audio is silent", Fault(new FeatureOptions(), new float[Excerpt]), StringComparison.Ordinal);
        Assert.Contains("first 5 s are silent",
            Fault(new FeatureOptions(), [.. new float[Excerpt + 4096], .. TestSpectra.Noise(9000)]), StringComparison.Ordinal);
        Assert.Contains("beyond what", Fault(new FeatureOptions(Crops: 1), [float.MaxValue, .. TestSpectra.Noise(9000)]), StringComparison.Ordinal);
        var mirrored = new FeatureOptions(FramePadding: FramePadding.Reflect);
        Assert.Contains("holds 1024 samples", Fault(mirrored, TestSpectra.Noise(1024)), StringComparison.Ordinal);

        static string? Fault(FeatureOptions options, float[] signal)
        {
            var kernels = new FeatureKernels(options);
            return new SignalAnalyzer(kernels).Analyze(signal, new FeatureRows(kernels));
        }
    }

    private static void AssertRowsAreThoseOfSeparatePasses(FeatureOptions options, float[] signal)
    {
        var kernels = new FeatureKernels(options);
        var actual = new FeatureRows(kernels);
        Assert.Null(new SignalAnalyzer(kernels).Analyze(signal, actual));
        AssertEqual(new SeparatePasses(options).Rows(signal), actual);
    }

    private static void AssertEqual(FeatureRows expected, FeatureRows actual)
    {
        Assert.Equal(expected.Mfcc, actual.Mfcc);
        Assert.Equal(expected.LogMel, actual.LogMel);
        Assert.Equal(expected.Extended, actual.Extended);
        Assert.Equal(expected.Statistics, actual.Statistics);
        Assert.Equal(expected.CropMask, actual.CropMask);
        Assert.Equal(expected.CropLogMel, actual.CropLogMel);
    }
}
