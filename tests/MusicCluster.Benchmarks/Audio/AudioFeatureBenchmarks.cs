using BenchmarkDotNet.Attributes;
using MusicCluster.Features;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Spectra;
using MusicCluster.Models.Torch;
using TorchSharp;

namespace MusicCluster.Benchmarks.Audio;

/// <summary>
/// 30 s of mono sound at 22,050 Hz to 40 mean MFCC (of 128 bands) and a log-mel spectrogram of 64 × 1,292; one thread. The
/// features stage's own code, against a scalar loop and torch; what it runs by default, with 5 s of log-mel, and with all extras.
/// </summary>
[Config(typeof(KernelConfig))]
[MemoryDiagnoser, MinColumn]
public class AudioFeatureBenchmarks
{
    private const int MelCount = 64;
    private readonly StftPlan plan = new();
    private readonly MelBank mfccBank = new(22050, 2048, 128);
    private readonly MelBank logMelBank = new(22050, 2048, MelCount);
    private readonly float[] dct = Mfcc.CreateDct(40, 128);
    private readonly float[] mfcc = new float[40];
    private readonly ScalarSpectrum scalar = new(2048);
    private float[] signal = [];
    private float[] mfccMel = [];
    private float[] logMel = [];
    private StftScratch scratch = null!;
    private StageRows whole = null!;
    private StageRows byDefault = null!;
    private StageRows withCrops = null!;
    private StageRows withExtras = null!;
    private torch.Tensor torchSignal = null!;
    private torch.Tensor torchWindow = null!;
    private torch.Tensor torchMfccBank = null!;
    private torch.Tensor torchLogMelBank = null!;
    private torch.Tensor torchDct = null!;

    [GlobalSetup]
    public void Setup()
    {
        signal = SampleClips.At22050();
        scratch = new StftScratch(plan);
        var frameCount = plan.FrameCount(signal.Length);
        mfccMel = new float[128 * frameCount];
        logMel = new float[MelCount * frameCount];
        whole = new StageRows(new FeatureOptions(LogMelSeconds: 30, LogMelFrames: frameCount));
        byDefault = new StageRows(new FeatureOptions());
        withCrops = new StageRows(new FeatureOptions(Crops: 10));
        withExtras = new StageRows(new FeatureOptions(Crops: 10, Extended: true));
        TorchRuntime.UseThreads(1);
        torchSignal = torch.tensor(signal);
        torchWindow = torch.hann_window(2048);
        torchMfccBank = Dense(mfccBank);
        torchLogMelBank = Dense(logMelBank);
        torchDct = torch.tensor(dct).reshape(40, 128);
    }

    /// <summary>As much as the other rows do: all 30 s as a log-mel spectrogram.</summary>
    [Benchmark]
    public float Simd() => whole.Compute(signal);

    /// <summary>The default: 5 s of log-mel.</summary>
    [Benchmark]
    public float SimdDefault() => byDefault.Compute(signal);

    /// <summary>With 10 crops, for which the same pass also gives the 25 frame features.</summary>
    [Benchmark]
    public float SimdWithCrops() => withCrops.Compute(signal);

    /// <summary>With 10 crops and the extended features.</summary>
    [Benchmark]
    public float SimdWithCropsAndExtended() => withExtras.Compute(signal);

    /// <summary>The same without vector instructions.</summary>
    [Benchmark(Baseline = true)]
    public float Scalar()
    {
        scalar.Mel(signal, 512, [mfccBank, logMelBank], [mfccMel, logMel]);
        ScalarSpectrum.ToDecibels(mfccMel);
        ScalarSpectrum.MeanMfcc(dct, mfccMel, 128, mfcc);
        ScalarSpectrum.ToDecibels(logMel);
        return mfcc[0];
    }

    /// <summary>The same with torch.stft and matrix products.</summary>
    [Benchmark]
    public float TorchStft()
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var spectrum = torch.stft(
            torchSignal, 2048, hop_length: 512, window: torchWindow, center: true, pad_mode: PaddingModes.Constant, return_complex: true);
        var power = spectrum.abs().square();
        var levels = ToDecibels(torchMfccBank.matmul(power));
        var mean = torchDct.matmul(levels.mean([1]));
        _ = ToDecibels(torchLogMelBank.matmul(power));
        return mean[0].ToSingle();
    }

    /// <summary>The spectra and the 64 bands alone, vector code.</summary>
    [Benchmark]
    public void SimdMel() => MelSpectrogram.Compute(plan, logMelBank, signal, scratch, logMel);

    /// <summary>The spectra and the 64 bands alone, torch.stft.</summary>
    [Benchmark]
    public float TorchMel()
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var spectrum = torch.stft(
            torchSignal, 2048, hop_length: 512, window: torchWindow, center: true, pad_mode: PaddingModes.Constant, return_complex: true);
        return torchLogMelBank.matmul(spectrum.abs().square())[0, 0].ToSingle();
    }

    private static torch.Tensor ToDecibels(torch.Tensor power)
    {
        var levels = power.clamp_min(1e-10).log10() * 10;
        return torch.maximum(levels, levels.max() - 80);
    }

    private static torch.Tensor Dense(MelBank bank)
    {
        var values = new float[bank.Count * bank.BinCount];
        for (var band = 0; band < bank.Count; band++)
        {
            bank.Weights(band).CopyTo(values.AsSpan((band * bank.BinCount) + bank.Start(band)));
        }

        return torch.tensor(values).reshape(bank.Count, bank.BinCount);
    }

    /// <summary>What a thread of the features stage does with the samples of a track.</summary>
    private sealed class StageRows
    {
        private readonly SignalAnalyzer analyzer;
        private readonly FeatureRows rows;

        public StageRows(FeatureOptions options)
        {
            var kernels = new FeatureKernels(options);
            analyzer = new SignalAnalyzer(kernels);
            rows = new FeatureRows(kernels);
        }

        public float Compute(float[] signal) =>
            analyzer.Analyze(signal, rows) is { } fault ? throw new InvalidOperationException(fault) : rows.Mfcc[0];
    }
}
