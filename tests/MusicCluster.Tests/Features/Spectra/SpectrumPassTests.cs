using MusicCluster.Features.Filters;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Simd;
using Xunit;

namespace MusicCluster.Tests.Features.Spectra;

/// <summary>The pass against transforms of single frames and of single banks, at lengths that fill no group of lanes.</summary>
public class SpectrumPassTests
{
    public static TheoryData<int> Lengths =>
        [0, 1, 511, 512, 2047, 2049, (3 * 512) + 1, (15 * 512) - 1, 15 * 512, (16 * 512) - 1, 16 * 512, (32 * 512) + 7, 20_000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Run_AnyLength_ShowsEveryFrameOnceAndInOrder(int length)
    {
        var signal = TestSpectra.Noise(length);
        var plan = new StftPlan();
        var frames = new FrameRecorder(plan);
        new SpectrumPass(plan, new StftScratch(plan), frames).Run(signal);
        var scratch = new StftScratch(plan);
        Assert.Equal(plan.FrameCount(length), frames.AnnouncedCount);
        Assert.Equal(Enumerable.Range(0, plan.FrameCount(length)), frames.Powers.Select(frame => frame.Index));
        Assert.All(frames.Powers, frame => Assert.Equal(FramePower(plan, signal, frame.Index, scratch), frame.Power));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(38)]
    [InlineData(40)]
    public void Run_FromALaterFrame_LeavesOutThoseBefore(int first)
    {
        // 40 frames.
        var signal = TestSpectra.Noise(20_000);
        var plan = new StftPlan();
        var frames = new FrameRecorder(plan);
        new SpectrumPass(plan, new StftScratch(plan), frames).Run(signal, first);
        Assert.Equal(40, frames.AnnouncedCount);
        Assert.Equal(Enumerable.Range(first, 40 - first), frames.Powers.Select(frame => frame.Index));
        var scratch = new StftScratch(plan);
        Assert.All(frames.Powers, frame => Assert.Equal(FramePower(plan, signal, frame.Index, scratch), frame.Power));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Run_SeveralBanks_GivesEachWhatAPassOfItsOwnGives(int length)
    {
        var signal = TestSpectra.Noise(length);
        var plan = new StftPlan();
        var (first, second) = (new MelBank(22050, 2048, 128), new MelBank(22050, 2048, 64));
        var (firstBands, secondBands, start) = (new BandPower(first), new BandPower(second), new BandPower(second, 20));
        var pass = new SpectrumPass(plan, new StftScratch(plan), firstBands, secondBands, start);
        // What an earlier, longer signal has left must not show.
        pass.Run(TestSpectra.Noise(30_000, seed: 2));
        pass.Run(signal);
        Assert.Equal(TestSpectra.Mel(plan, first, signal), firstBands.Values.ToArray());
        var expected = TestSpectra.Mel(plan, second, signal);
        Assert.Equal(expected, secondBands.Values.ToArray());
        var frameCount = plan.FrameCount(length);
        Assert.Equal(Math.Min(20, frameCount), start.FrameCount);
        for (var band = 0; band < 64; band++)
        {
            Assert.Equal(expected.AsSpan(band * frameCount, start.FrameCount).ToArray(), start.Band(band).ToArray());
        }
    }

    // A frame by itself: always in the first lane.
    private static float[] FramePower(StftPlan plan, float[] signal, int frame, StftScratch scratch)
    {
        Stft.Power(plan, signal, frame, scratch);
        return Lane(scratch.Power, plan.BinCount, 0);
    }

    private static float[] Lane(ReadOnlySpan<float> power, int binCount, int lane)
    {
        var values = new float[binCount];
        LaneBlocks.Store(power, LaneWidth.Count, lane, values);
        return values;
    }

    private sealed class FrameRecorder(StftPlan plan) : ISpectrumConsumer
    {
        public int AnnouncedCount { get; private set; }

        public List<(int Index, float[] Power)> Powers { get; } = [];

        public void Begin(int frameCount) => AnnouncedCount = frameCount;

        public void Take(SpectrumBlock block)
        {
            for (var lane = 0; lane < block.FrameCount; lane++)
            {
                Powers.Add((block.FirstFrame + lane, Lane(block.Power, plan.BinCount, lane)));
            }
        }
    }
}
