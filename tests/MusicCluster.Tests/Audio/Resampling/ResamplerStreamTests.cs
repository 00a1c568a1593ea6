using MusicCluster.Audio.Decoding;
using MusicCluster.Audio.Resampling;
using Xunit;

namespace MusicCluster.Tests.Audio.Resampling;

/// <summary>Resampling in blocks is resampling.</summary>
public class ResamplerStreamTests
{
    private const int Chunk = 4096;

    [Theory]
    [InlineData(22_050)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(8_000)]
    [InlineData(11_025)]
    [InlineData(96_000)]
    [InlineData(192_000)]
    [InlineData(44_101)]
    public void Advance_AnyBlocks_GivesTheWholeSignalsSamples(int rate)
    {
        var signal = Noise(rate, 100_003);
        var whole = Resampler.Resample(signal, rate, 22_050);
        var even = Stream(signal, rate, 1000);
        Assert.Equal(whole.Length, even.Length);
        for (var i = 0; i < whole.Length; i++)
        {
            Assert.Equal(whole[i], even[i], 2e-6f);
        }

        // Not one bit depends on how the signal was cut.
        Assert.Equal(even, Stream(signal, rate, 7));
        Assert.Equal(even, Stream(signal, rate, signal.Length));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    public void Complete_FewSamples_GivesWhatTheyGiveAlone(int length)
    {
        var signal = Noise(44_100, length);
        var whole = Resampler.Resample(signal, 44_100, 22_050);
        Assert.Equal(whole, Stream(signal, 44_100, 3));
    }

    [Fact]
    public void Start_AfterAnotherSignal_ForgetsIt()
    {
        var stream = new ResamplerStream(22_050, Chunk);
        var first = Run(stream, Noise(44_100, 30_000), 44_100, 100);
        Run(stream, Noise(48_000, 20_000), 48_000, 100);
        Assert.Equal(first, Run(stream, Noise(44_100, 30_000), 44_100, 100));
    }

    private static float[] Stream(float[] signal, int rate, int blockLength) => Run(new ResamplerStream(22_050, Chunk), signal, rate, blockLength);

    private static float[] Run(ResamplerStream stream, float[] signal, int rate, int blockLength)
    {
        var output = new SampleWindow();
        stream.Start(rate);
        for (var start = 0; start < signal.Length; start += blockLength)
        {
            var block = signal.AsSpan(start, Math.Min(blockLength, signal.Length - start));
            block.CopyTo(stream.Reserve(block.Length));
            stream.Advance(block.Length, output);
        }

        stream.Complete(output);
        return output.Samples.ToArray();
    }

    private static float[] Noise(int seed, int length)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 2) - 1)];
    }
}
