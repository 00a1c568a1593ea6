using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using MusicCluster.Audio.Decoding;
using MusicCluster.Audio.Resampling;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Benchmarks.Audio;

/// <summary>The parts: 30 s each (1,292 frames of 2,048; 1,323,000 samples at 44,100 Hz).</summary>
[Config(typeof(KernelConfig))]
[MemoryDiagnoser, MinColumn]
public class AudioKernelBenchmarks
{
    private readonly StftPlan plan = new();
    private readonly ScalarSpectrum scalar = new(2048);
    private readonly ResamplerScratch resampling = new();
    private readonly SampleBuffer decoded = new();
    private readonly float[] power = new float[1025];
    private float[] signal = [];
    private float[] fast = [];
    private float[] half = [];
    private float[] odd = [];
    private float[] mel = [];
    private float[] levels = [];
    private StftScratch scratch = null!;

    [GlobalSetup]
    public void Setup()
    {
        fast = SampleClips.At44100();
        signal = SampleClips.At22050();
        half = new float[Resampler.For(44100, 22050).OutputLength(fast.Length)];
        odd = new float[Resampler.For(48000, 22050).OutputLength(fast.Length)];
        mel = new float[128 * plan.FrameCount(signal.Length)];
        levels = new float[mel.Length];
        mel.AsSpan().Fill(0.5f);
        scratch = new StftScratch(plan);
    }

    [Benchmark]
    public void StftPower()
    {
        for (var frame = 0; frame < plan.FrameCount(signal.Length); frame += LaneWidth.Count)
        {
            Stft.Power(plan, signal, frame, scratch);
        }
    }

    [Benchmark(Baseline = true)]
    public void StftPowerScalar()
    {
        for (var frame = 0; frame < plan.FrameCount(signal.Length); frame++)
        {
            scalar.Power(signal, (frame * 512) - 1024, power);
        }
    }

    [Benchmark]
    public void ToDecibels()
    {
        mel.AsSpan().Fill(0.5f);
        Decibels.FromPower(mel);
    }

    [Benchmark]
    public void ToDecibelsScalar()
    {
        mel.AsSpan().Fill(0.5f);
        ScalarSpectrum.ToDecibels(mel);
    }

    /// <summary>The logarithm of TensorPrimitives on as many values, without clamp and scale.</summary>
    [Benchmark]
    public void TensorLog10() => TensorPrimitives.Log10(mel.AsSpan(), levels);

    [Benchmark]
    public double Sum() => LaneSum.Of(mel);

    [Benchmark]
    public float TensorSum() => TensorPrimitives.Sum<float>(mel);

    [Benchmark]
    public void ResampleHalf() => Resampler.For(44100, 22050).Resample(fast, half, resampling);

    [Benchmark]
    public void ResampleOddRatio() => Resampler.For(48000, 22050).Resample(fast, odd, resampling);

    [Benchmark]
    public int DecodeMp3()
    {
        AudioDecoder.Decode(SampleClips.Tracks[0].AudioPath, new AudioDecodeOptions(MaximumSeconds: 30), decoded);
        return decoded.Count;
    }
}
