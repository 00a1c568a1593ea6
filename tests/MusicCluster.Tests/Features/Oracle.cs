using System.Numerics;
using MusicCluster.Features.Filters;

namespace MusicCluster.Tests.Features;

/// <summary>The definitions, in double precision and without any speed: what the kernels are compared with.</summary>
internal static class Oracle
{
    /// <summary>Spectra of centered frames, shape [frame][bin].</summary>
    public static Complex[][] Stft(IReadOnlyList<float> signal, int fftLength, int hopLength)
    {
        var frames = new Complex[1 + (signal.Count / hopLength)][];
        for (var frame = 0; frame < frames.Length; frame++)
        {
            var windowed = new Complex[fftLength];
            for (var i = 0; i < fftLength; i++)
            {
                var position = (frame * hopLength) + i - (fftLength / 2);
                var sample = position >= 0 && position < signal.Count ? signal[position] : 0;
                windowed[i] = sample * (0.5 - (0.5 * Math.Cos(2 * Math.PI * i / fftLength)));
            }

            frames[frame] = Dft(windowed)[..((fftLength / 2) + 1)];
        }

        return frames;
    }

    /// <summary>Squared magnitude, shape [frame][bin].</summary>
    public static double[][] Power(IReadOnlyList<float> signal, int fftLength, int hopLength) =>
        [.. Stft(signal, fftLength, hopLength)
            .Select(frame => frame.Select(value => (value.Real * value.Real) + (value.Imaginary * value.Imaginary)).ToArray())];

    /// <summary>Mel bands of a power spectrum, shape [band][frame].</summary>
    public static double[][] Mel(double[][] power, MelBank bank) =>
        [.. Enumerable.Range(0, bank.Count).Select(band => power.Select(frame =>
            Enumerable.Range(0, bank.Weights(band).Length).Sum(i => bank.Weights(band)[i] * frame[bank.Start(band) + i])).ToArray())];

    /// <summary>librosa's power_to_db with ref = 1, shape as given.</summary>
    public static double[][] ToDecibels(double[][] power)
    {
        var levels = power.Select(row => row.Select(value => 10 * Math.Log10(Math.Max(value, 1e-10))).ToArray()).ToArray();
        var floor = levels.Max(row => row.Max()) - 80;
        return [.. levels.Select(row => row.Select(value => Math.Max(value, floor)).ToArray())];
    }

    /// <summary>Orthonormal DCT-II over the bands, shape [coefficient][frame].</summary>
    public static double[][] Dct(double[][] bands, int count) =>
        [.. Enumerable.Range(0, count).Select(k => Enumerable.Range(0, bands[0].Length).Select(frame =>
            Math.Sqrt((k == 0 ? 1.0 : 2.0) / bands.Length)
            * Enumerable.Range(0, bands.Length).Sum(i => bands[i][frame] * Math.Cos(Math.PI * k * ((2 * i) + 1) / (2.0 * bands.Length)))).ToArray())];

    // Cooley and Tukey's recursion.
    private static Complex[] Dft(Complex[] values)
    {
        if (values.Length == 1)
        {
            return values;
        }

        var even = Dft([.. values.Where((_, i) => i % 2 == 0)]);
        var odd = Dft([.. values.Where((_, i) => i % 2 == 1)]);
        var result = new Complex[values.Length];
        for (var k = 0; k < even.Length; k++)
        {
            var turned = odd[k] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k / values.Length);
            result[k] = even[k] + turned;
            result[k + even.Length] = even[k] - turned;
        }

        return result;
    }
}
