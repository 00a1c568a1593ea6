using BenchmarkDotNet.Attributes;
using MusicCluster.Features;
using MusicCluster.Features.Handcrafted;
using NWaves.FeatureExtractors;
using NWaves.FeatureExtractors.Options;
using NWaves.Filters.Fda;
using NWaves.Windows;

namespace MusicCluster.Benchmarks.Audio;

/// <summary>40 MFCC of 128 Slaney bands, frames of 2,048 every 512, of one clip of 30 s: ours with its log-mel rows beside NWaves' alone.</summary>
[Config(typeof(KernelConfig))]
[MinColumn]
public class AudioPeerBenchmarks
{
    private readonly float[] signal = SampleClips.At22050();
    private readonly SignalAnalyzer analyzer;
    private readonly FeatureRows rows;
    private readonly MfccExtractor mfcc;
    private readonly CoefficientStatistics plp = new(CoefficientKind.Plp, new FeatureOptions());
    private readonly CoefficientStatistics pncc = new(CoefficientKind.Pncc, new FeatureOptions());
    private readonly float[] row = new float[40];

    public AudioPeerBenchmarks()
    {
        var kernels = new FeatureKernels(new FeatureOptions());
        (analyzer, rows) = (new SignalAnalyzer(kernels), new FeatureRows(kernels));
        mfcc = new MfccExtractor(new MfccOptions
        {
            SamplingRate = 22_050, FeatureCount = 40, FrameSize = 2048, HopSize = 512, FftSize = 2048, Window = WindowType.Hann,
            FilterBank = FilterBanks.MelBankSlaney(128, 2048, 22_050), FilterBankSize = 128, NonLinearity = NonLinearityType.ToDecibel, DctType = "2N",
        });
    }

    [Benchmark(Baseline = true)]
    public string? MusicClusterMfccAndLogMel() => analyzer.Analyze(signal, rows);

    [Benchmark]
    public int NWavesMfcc() => mfcc.ComputeFrom(signal).Count;

    [Benchmark]
    public string? NWavesPlp() => plp.Fill(signal, row);

    [Benchmark]
    public string? NWavesPncc() => pncc.Fill(signal, row);
}
