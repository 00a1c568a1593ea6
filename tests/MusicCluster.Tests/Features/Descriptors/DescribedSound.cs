using MusicCluster.Features;
using MusicCluster.Features.Descriptors;
using MusicCluster.Features.Descriptors.Sound;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Spectra;

namespace MusicCluster.Tests.Features.Descriptors;

/// <summary>What the tests of the descriptors share: a track described from its samples, whole or in pieces.</summary>
internal static class DescribedSound
{
    public static FeatureOptions Options { get; } = new();

    /// <summary>The descriptors that need the file's sound alone.</summary>
    /// <param name="interleaved">Frames.</param>
    /// <param name="rate">In Hz.</param>
    /// <param name="channelCount">Channels.</param>
    /// <param name="cut">Frames per portion; 0 for all at once.</param>
    public static DescriptorValues OfSound(float[] interleaved, int rate, int channelCount, int cut = 0)
    {
        var meter = new SoundMeter(SoundMeter.Kinds.ToArray());
        meter.Start(rate, channelCount);
        var length = cut > 0 ? cut * channelCount : Math.Max(interleaved.Length, 1);
        for (var start = 0; start < interleaved.Length; start += length)
        {
            meter.Take(interleaved.AsSpan(start, Math.Min(length, interleaved.Length - start)));
        }

        return meter.Complete(new DescriptorValues());
    }

    /// <summary>All descriptors of a mono track at the options' rate.</summary>
    /// <param name="mono">Samples at 22,050 Hz.</param>
    /// <param name="pieceFrames">Frames of spectra and levels per piece; 0 for all at once.</param>
    /// <param name="kinds">What is asked for; all if null.</param>
    public static DescriptorValues OfTrack(float[] mono, int pieceFrames = 0, IReadOnlyList<DescriptorKind>? kinds = null)
    {
        var options = kinds is null ? Options : Options with { Descriptors = kinds };
        var kernels = new FeatureKernels(options);
        var bands = new BandPower(kernels.MfccBank);
        var analyzer = new DescriptorAnalyzer(kernels);
        analyzer.Start(options.SampleRate, 1);
        analyzer.TakeSound(mono);
        var recorded = new Recorder(analyzer, bands);
        new SpectrumPass(kernels.Plan, new StftScratch(kernels.Plan), recorded).Run(mono);
        var levels = bands.Values.ToArray();
        Decibels.FromPower(levels);
        var frameCount = bands.FrameCount;
        var length = pieceFrames > 0 ? pieceFrames : frameCount;
        for (var first = 0; first < frameCount; first += length)
        {
            var count = Math.Min(length, frameCount - first);
            var piece = new float[options.MfccMelCount * count];
            for (var band = 0; band < options.MfccMelCount; band++)
            {
                levels.AsSpan((band * frameCount) + first, count).CopyTo(piece.AsSpan(band * count));
            }

            analyzer.TakeLevels(piece, count);
        }

        return analyzer.Complete();
    }

    private sealed class Recorder(params ISpectrumConsumer[] consumers) : ISpectrumConsumer
    {
        public void Begin(int frameCount) => Array.ForEach(consumers, consumer => consumer.Begin(frameCount));

        public void Take(SpectrumBlock block)
        {
            foreach (var consumer in consumers)
            {
                consumer.Take(block);
            }
        }
    }
}
