using BenchmarkDotNet.Attributes;
using MusicCluster.Features;
using MusicCluster.Models.Torch;
using TorchSharp;

namespace MusicCluster.Benchmarks.Audio;

/// <summary>30 s of mono sound at 22,050 Hz to 40 mean MFCC (of 128 bands) and a log-mel picture of 64 × 1,292; one thread.</summary>
[Config(typeof(KernelConfig))]
[MemoryDiagnoser, MinColumn]
public class AudioFeatureBenchmarks
{
    private const int MelCount = 64;
    private readonly StftPlan plan = new();
    private readonly MelBank mfccBank = new(22050, 2048, 128);
    private readonly MelBank pictureBank = new(22050, 2048, MelCount);
    private readonly float[] dct = Mfcc.CreateDct(40, 128);
    private readonly float[] mfcc = new float[40];
    private readonly ScalarSpectrum scalar = new(2048);
    private float[] signal = [];
    private float[] mfccMel = [];
    private float[] pictureMel = [];
    private StftScratch scratch = null!;
    private torch.Tensor torchSignal = null!;
    private torch.Tensor torchWindow = null!;
    private torch.Tensor torchMfccBank = null!;
    private torch.Tensor torchPictureBank = null!;
    private torch.Tensor torchDct = null!;

    [GlobalSetup]
    public void Setup()
    {
        signal = SampleClips.At22050();
        scratch = new StftScratch(plan);
        var frameCount = plan.FrameCount(signal.Length);
        mfccMel = new float[128 * frameCount];
        pictureMel = new float[MelCount * frameCount];
        TorchRuntime.UseThreads(1);
        torchSignal = torch.tensor(signal);
        torchWindow = torch.hann_window(2048);
        torchMfccBank = Dense(mfccBank);
        torchPictureBank = Dense(pictureBank);
        torchDct = torch.tensor(dct).reshape(40, 128);
    }

    /// <summary>The kernels as the features stage uses them.</summary>
    [Benchmark]
    public float Simd()
    {
        MelSpectrogram.Compute(plan, mfccBank, pictureBank, signal, scratch, mfccMel, pictureMel);
        Decibels.FromPower(mfccMel);
        Mfcc.Mean(dct, mfccMel, 128, mfcc);
        Decibels.FromPowerRelativeToMax(pictureMel);
        return mfcc[0];
    }

    /// <summary>The same without vector instructions.</summary>
    [Benchmark(Baseline = true)]
    public float Scalar()
    {
        scalar.Mel(signal, 512, [mfccBank, pictureBank], [mfccMel, pictureMel]);
        ScalarSpectrum.ToDecibels(mfccMel);
        ScalarSpectrum.MeanMfcc(dct, mfccMel, 128, mfcc);
        ScalarSpectrum.ToDecibels(pictureMel);
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
        _ = ToDecibels(torchPictureBank.matmul(power));
        return mean[0].ToSingle();
    }

    /// <summary>The spectra and the 64 bands alone, vector code.</summary>
    [Benchmark]
    public void SimdMel() => MelSpectrogram.Compute(plan, pictureBank, signal, scratch, pictureMel);

    /// <summary>The spectra and the 64 bands alone, torch.stft.</summary>
    [Benchmark]
    public float TorchMel()
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var spectrum = torch.stft(
            torchSignal, 2048, hop_length: 512, window: torchWindow, center: true, pad_mode: PaddingModes.Constant, return_complex: true);
        return torchPictureBank.matmul(spectrum.abs().square())[0, 0].ToSingle();
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
}
