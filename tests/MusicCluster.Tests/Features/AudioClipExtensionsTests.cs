using MusicCluster.Audio.Decoding;
using MusicCluster.Features;
using MusicCluster.Foundation;
using MusicCluster.Numerics.Npy;
using MusicCluster.Tests.Audio;
using Xunit;

namespace MusicCluster.Tests.Features;

public sealed class AudioClipExtensionsTests
{
    [Fact]
    public void Mfcc_GoldenSignal_IsLibrosas()
    {
        var mfcc = AudioClip.Of(TestSpectra.GoldenSignal, 22050).Mfcc();
        var expected = Golden.ReadCsv("mfcc40_default_f64.csv");
        Assert.Equal((40, expected[0].Length), (mfcc.RowCount, mfcc.ColumnCount));
        Assert.InRange(TestSpectra.Distance(Array.ConvertAll(mfcc.Values, value => (float)value), expected), 0, 1e-3);
    }

    [Fact]
    public void Mfcc_FileOfAnotherRate_HasTheMeansOfTheFeatureFile()
    {
        using var folder = new TemporaryFolder();
        FeatureExtraction.Run(SampleClips.Tracks(1), new FeatureOptions(), folder.Path, 1, null, TestContext.Current.CancellationToken);
        var expected = NpyFile.ReadMatrix(folder["mfcc.npy"]).Row(0).ToArray();
        var clip = AudioClip.Load(SampleClips.Clip(1), cancellation: TestContext.Current.CancellationToken);
        Assert.NotEqual(22050, clip.SampleRate);
        var mfcc = clip.Mfcc();
        for (var k = 0; k < expected.Length; k++)
        {
            Assert.Equal(expected[k], mfcc.Row(k).ToArray().Average(), 1e-3);
        }
    }

    [Fact]
    public void Mfcc_Options_DecideTheShape()
    {
        var options = new FeatureOptions { MfccCount = 13, HopLength = 256, Duration = 1, LogMelSeconds = 1, LogMelFrames = 1 };
        var mfcc = AudioClip.Of(TestSpectra.GoldenSignal, 22050).Mfcc(options);
        Assert.Equal((13, 1 + (22050 / 256)), (mfcc.RowCount, mfcc.ColumnCount));
    }

    [Fact]
    public void Mfcc_EmptyClipBrokenOptionOrValueThatIsNotFinite_SaysSo()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AudioClip.Of(ReadOnlyMemory<float>.Empty, 22050).Mfcc());
        var broken = Assert.Throws<UserException>(() => AudioClip.Of(TestSpectra.GoldenSignal, 22050).Mfcc(new FeatureOptions { MfccCount = 0 }));
        Assert.Contains("mfccCount is 0", broken.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => AudioClip.Of(new float[] { 0, float.NaN, 1 }, 22050).Mfcc());
        Assert.Throws<ArgumentOutOfRangeException>(() => AudioClip.Of(TestSpectra.GoldenSignal, 0));
    }
}
