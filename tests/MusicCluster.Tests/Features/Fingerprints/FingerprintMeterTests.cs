using System.Numerics;
using MusicCluster.Audio.Decoding;
using MusicCluster.Audio.Resampling;
using MusicCluster.Evaluation.Duplicates;
using MusicCluster.Features;
using MusicCluster.Features.Fingerprints;
using MusicCluster.Features.Spectra;
using MusicCluster.Foundation;
using MusicCluster.Tests.Audio;
using Xunit;

namespace MusicCluster.Tests.Features.Fingerprints;

/// <summary>What a fingerprint survives, and what has none.</summary>
public sealed class FingerprintMeterTests : IDisposable
{
    private const int Rate = 22_050;
    private static readonly FeatureKernels Kernels = new(new FeatureOptions());
    private static readonly double Step = FingerprintMeter.StepSeconds(Kernels.Options);
    private static readonly float[] Clip = Of(25);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Gain_ChangesNoWord() => Assert.Equal(Words(Clip), Words([.. Clip.Select(value => value / 8)]));

    [Theory]
    [InlineData(-5)]
    [InlineData(5)]
    [InlineData(-2.317)]
    [InlineData(3.999)]
    public void Shift_IsFoundWhereItIs(double seconds)
    {
        var samples = (int)(seconds * Rate);
        float[] shifted = samples < 0 ? [.. new float[-samples], .. Clip[..^-samples]] : Clip[samples..];
        var row = Assert.Single(Find(Clip, Of(44), shifted));
        Assert.Equal(("2", "0"), (row.TrackId, row.DuplicateOf));
        Assert.Equal(seconds, row.Offset, Step);
        Assert.InRange(row.BitError, 0, 0.15);
    }

    [Fact]
    public void TrimNoiseAndResampling_AreFound()
    {
        var noise = TestSpectra.Noise(Clip.Length, 3);
        var loud = Math.Sqrt(Clip.Average(value => value * value));
        float[] noisy = [.. Clip.Zip(noise, (value, random) => value + (float)(0.1 * loud * random))];
        var telephone = Resampler.Resample(Resampler.Resample(Clip, Rate, 16_000), 16_000, Rate);
        var rows = Find(Clip, Of(44), Clip[(8 * Rate)..(20 * Rate)], noisy, telephone);
        Assert.Equal(["2", "3", "4"], rows.Select(row => row.TrackId));
        Assert.All(rows, row => Assert.Equal("0", row.DuplicateOf));
    }

    [Fact]
    public void Portions_MakeNoDifference()
    {
        var whole = Words(Clip);
        foreach (var frames in new[] { 16, 64, 304 })
        {
            Assert.Equal(whole, Words(Clip, frames));
        }

        Assert.InRange(whole.Length, 300, 330);
        Assert.InRange(whole.Average(BitOperations.PopCount), 14, 18);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(15_000)]
    public void Short_HasNoWord(int length) => Assert.Empty(Words(TestSpectra.Noise(length)));

    [Fact]
    public void SilenceAndSteadyTones_SayNothing()
    {
        Assert.All(Words(new float[5 * Rate]), word => Assert.Equal(FingerprintMeter.Undefined, word));
        // 32 samples: whole periods in every hop.
        float[] tone = [.. Enumerable.Range(0, 5 * Rate).Select(i => 0.5f * MathF.Sin(2 * MathF.PI * (i % 32) / 32))];
        Assert.All(Words(tone)[12..^12], word => Assert.Equal(FingerprintMeter.Undefined, word));
        Assert.All(Words([.. Enumerable.Repeat(float.NaN, 5 * Rate)]), word => Assert.Equal(FingerprintMeter.Undefined, word));
    }

    [Theory]
    [InlineData(1000, 8, 8)]
    [InlineData(8000, 256, 128)]
    [InlineData(192_000, 65_536, 65_536)]
    public void Options_AnyFrames_MakeWordsOrNone(int rate, int fftLength, int hopLength)
    {
        var kernels = new FeatureKernels(new FeatureOptions(rate, fftLength, hopLength));
        var meter = new FingerprintMeter(kernels);
        meter.Start();
        new SpectrumPass(kernels.Plan, new StftScratch(kernels.Plan), meter).Run(TestSpectra.Noise(2 * rate));
        Assert.InRange(meter.Complete().Length, 0, 2 * rate / hopLength);
        Assert.InRange(FingerprintMeter.StepSeconds(kernels.Options), 0.06, 0.4);
    }

    [Fact]
    public void Files_WholeOrClips_AreCopiesOfEachOther()
    {
        var words = new[] { DurationLimit.Whole, new FeatureOptions().Duration }.Select((duration, i) =>
        {
            var (options, target) = (new FeatureOptions { Duration = duration }, folder[$"{i}"]);
            FeatureExtraction.Run(SampleClips.Tracks(1, 25), options, target, 2, null, TestContext.Current.CancellationToken);
            return FingerprintFile.Read(target);
        }).ToArray();
        Assert.Equal(2, words[0].Tracks.Count);
        Assert.Equal(Step, words[0].StepSeconds);
        Assert.All(words[0].Tracks.Zip(words[1].Tracks), pair => Assert.InRange(FingerprintMatch.Of(pair.First, pair.Second, 0).BitError, 0, 0.01));
    }

    [Fact]
    public void File_CutOff_IsOneSentence()
    {
        using (var writer = FingerprintFile.Create(folder.Path, Kernels.Options))
        {
            FingerprintFile.Add(writer, [1, 2, 3]);
        }

        var path = folder[FingerprintFile.Name];
        Assert.Equal([1u, 2u, 3u], Assert.Single(FingerprintFile.Read(folder.Path).Tracks));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^2]);
        Assert.EndsWith("breaks off; run the features stage again.", Assert.Throws<UserException>(() => FingerprintFile.Read(folder.Path)).Message);
        File.WriteAllText(path, "something else");
        Assert.Contains("holds no fingerprints", Assert.Throws<UserException>(() => FingerprintFile.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<DuplicateRow> Find(params float[][] sounds) => DuplicateSearch.Find(
        [.. sounds.Select((sound, i) => new FingerprintedTrack($"{i}", "", Words(sound)))], new DuplicateOptions(Step));

    private static float[] Of(int number)
    {
        var sound = AudioDecoder.Decode(SampleClips.Clip(number));
        return Resampler.Resample(sound.Samples.ToArray(), 44_100, Rate);
    }

    private static uint[] Words(float[] signal, int portion = int.MaxValue)
    {
        var meter = new FingerprintMeter(Kernels);
        meter.Start();
        new SpectrumPass(Kernels.Plan, new StftScratch(Kernels.Plan), new Portions(meter, portion)).Run(signal);
        return meter.Complete();
    }

    // Spectra of a stretch begin at frame 0 again.
    private sealed class Portions(ISpectrumConsumer consumer, int length) : ISpectrumConsumer
    {
        public void Begin(int frameCount) => consumer.Begin(frameCount);

        public void Take(SpectrumBlock block) => consumer.Take(new SpectrumBlock(block.Power, block.FirstFrame % length, block.FrameCount));
    }
}
