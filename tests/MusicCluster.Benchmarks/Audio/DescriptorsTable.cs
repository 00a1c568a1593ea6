using System.Diagnostics;
using System.Globalization;
using MusicCluster.Audio.Decoding;
using MusicCluster.Audio.Resampling;
using MusicCluster.Features;
using MusicCluster.Features.Descriptors;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Spectra;

namespace MusicCluster.Benchmarks.Audio;

/// <summary>What the descriptors of 30 s of stereo at 44.1 kHz cost beside decoding, spectra and mel levels: of two sample clips, one per channel.</summary>
internal static class DescriptorsTable
{
    private const int Rate = 44_100;
    private const int ChannelCount = 2;
    private const int PortionFrames = 8192;
    private const int Repetitions = 60;

    /// <summary>Prints a Markdown table: each descriptor alone, and all.</summary>
    public static void Run()
    {
        Console.WriteLine("| descriptors | median ms | least ms | allocated bytes |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        foreach (var kind in Enum.GetValues<DescriptorKind>())
        {
            Print(kind.ToString(), [kind]);
        }

        Print("all", Enum.GetValues<DescriptorKind>());
    }

    private static void Print(string name, IReadOnlyList<DescriptorKind> kinds)
    {
        var options = new FeatureOptions { Descriptors = kinds };
        var song = new Song(options);
        var analyzer = new DescriptorAnalyzer(song.Kernels);
        for (var i = 0; i < 30; i++)
        {
            song.Describe(analyzer);
        }

        var times = new double[Repetitions];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Repetitions; i++)
        {
            times[i] = song.Describe(analyzer).TotalMilliseconds;
        }

        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / Repetitions;
        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {times[Repetitions / 2]:0.00} | {times[0]:0.00} | {allocated} |"));
    }

    // Sound and spectra come from the cache, as the decoder and the transform leave them there.
    private sealed class Song : ISpectrumConsumer
    {
        private readonly float[] portion = new float[PortionFrames * ChannelCount];
        private readonly float[] interleaved;
        private readonly float[] levels;
        private readonly int frameCount;
        private float[] power = [];

        public Song(FeatureOptions options)
        {
            Kernels = new FeatureKernels(options);
            var (left, right) = (Clip(0), Clip(40));
            interleaved = new float[ChannelCount * Math.Min(left.Length, right.Length)];
            for (var i = 0; i < interleaved.Length; i++)
            {
                interleaved[i] = (i % ChannelCount == 0 ? left : right)[i / ChannelCount];
            }

            var bands = new BandPower(Kernels.MfccBank);
            new SpectrumPass(Kernels.Plan, new StftScratch(Kernels.Plan), bands, this).Run(Resampler.Resample(left, Rate, options.SampleRate));
            frameCount = bands.FrameCount;
            Decibels.FromPower(bands.Values);
            levels = bands.Values.ToArray();
        }

        public FeatureKernels Kernels { get; }

        public void Begin(int frameCount)
        {
        }

        public void Take(SpectrumBlock block)
        {
            if (block.FirstFrame == 40 * block.FrameCount)
            {
                power = block.Power.ToArray();
            }
        }

        public TimeSpan Describe(DescriptorAnalyzer analyzer)
        {
            var start = Stopwatch.GetTimestamp();
            analyzer.Start(Rate, ChannelCount);
            var time = Stopwatch.GetElapsedTime(start);
            for (var first = 0; first < interleaved.Length; first += portion.Length)
            {
                var sound = portion.AsSpan(0, Math.Min(portion.Length, interleaved.Length - first));
                interleaved.AsSpan(first, sound.Length).CopyTo(sound);
                start = Stopwatch.GetTimestamp();
                analyzer.TakeSound(sound);
                time += Stopwatch.GetElapsedTime(start);
            }

            start = Stopwatch.GetTimestamp();
            var width = power.Length / Kernels.Plan.BinCount;
            for (var frame = 0; frame < frameCount; frame += width)
            {
                analyzer.Take(new SpectrumBlock(power, frame, Math.Min(width, frameCount - frame)));
            }

            analyzer.TakeLevels(levels, frameCount);
            analyzer.Complete();
            return time + Stopwatch.GetElapsedTime(start);
        }

        private static float[] Clip(int index) =>
            AudioDecoder.Decode(SampleClips.Tracks[index].AudioPath, new AudioDecodeOptions(MaximumSeconds: 30)).Samples.ToArray();
    }
}
