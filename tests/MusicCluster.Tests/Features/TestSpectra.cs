using MusicCluster.Audio.Decoding;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Tests.Features;

/// <summary>What the tests of the kernels share: the golden signal and short calls.</summary>
internal static class TestSpectra
{
    public static float[] GoldenSignal { get; } =
        AudioDecoder.Decode(Golden.Path("signal_2s_22050_mono_s16.wav")).Samples.ToArray();

    public static float[] Noise(int length, ulong seed = 1)
    {
        var random = new RandomSource(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)random.NextDouble(-1, 1))];
    }

    /// <summary>Mel power, shape [band, frame].</summary>
    public static float[] Mel(StftPlan plan, MelBank bank, ReadOnlySpan<float> signal)
    {
        var mel = new float[bank.Count * plan.FrameCount(signal.Length)];
        MelSpectrogram.Compute(plan, bank, signal, new StftScratch(plan), mel);
        return mel;
    }

    /// <summary>Level in dB re full scale, clamped to 80 dB, shape [band, frame].</summary>
    public static float[] LogMel(StftPlan plan, MelBank bank, ReadOnlySpan<float> signal)
    {
        var mel = Mel(plan, bank, signal);
        Decibels.FromPower(mel);
        return mel;
    }

    /// <summary>Largest distance between a row-major result and rows of expected values.</summary>
    public static double Distance(ReadOnlySpan<float> actual, double[][] expected, double relativeTo = 0)
    {
        var columns = expected[0].Length;
        var largest = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                var distance = Math.Abs(actual[(i * columns) + j] - expected[i][j]);
                largest = Math.Max(largest, relativeTo > 0 ? distance / Math.Max(Math.Abs(expected[i][j]), relativeTo) : distance);
            }
        }

        return largest;
    }
}
