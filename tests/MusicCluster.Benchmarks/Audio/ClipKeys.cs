using System.Globalization;
using MusicCluster.Audio.Decoding;
using MusicCluster.Audio.Resampling;
using MusicCluster.Features;
using MusicCluster.Features.Descriptors;
using MusicCluster.Features.Spectra;

namespace MusicCluster.Benchmarks.Audio;

/// <summary>The keys of the sample clips, one a line, to be compared with those of another program.</summary>
internal static class ClipKeys
{
    /// <summary>Prints clip, key, its confidence and the key by Temperley's profiles, separated by commas.</summary>
    public static void Run()
    {
        var kernels = new FeatureKernels(new FeatureOptions { Descriptors = [DescriptorKind.Key] });
        var analyzer = new DescriptorAnalyzer(kernels);
        var scratch = new StftScratch(kernels.Plan);
        foreach (var track in SampleClips.Tracks)
        {
            var clip = AudioDecoder.Decode(track.AudioPath, new AudioDecodeOptions(MaximumSeconds: 60));
            analyzer.Start(clip.SampleRate, 1);
            new SpectrumPass(kernels.Plan, scratch, analyzer).Run(Resampler.Resample(clip.Samples.ToArray(), clip.SampleRate, kernels.Options.SampleRate));
            var values = analyzer.Complete();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{track.Id},{values.Key},{values.KeyConfidence:0.000},{values.KeyTemperley}"));
        }
    }
}
