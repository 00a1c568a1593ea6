using System.Numerics.Tensors;
using MusicCluster.Features.Frames;

namespace MusicCluster.Features.Spectra;

/// <summary>Mel-frequency cepstral coefficients: the orthonormal DCT-II of a log-mel spectrum.</summary>
/// <remarks>Source: librosa 0.11 <c>feature.mfcc</c>.</remarks>
public static class Mfcc
{
    /// <summary>The first rows of the orthonormal DCT-II matrix, shape [coefficientCount, melCount].</summary>
    /// <exception cref="ArgumentOutOfRangeException">More coefficients than bands, or none.</exception>
    public static float[] CreateDct(int coefficientCount, int melCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(coefficientCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(coefficientCount, melCount);
        var matrix = new float[coefficientCount * melCount];
        for (var k = 0; k < coefficientCount; k++)
        {
            var scale = Math.Sqrt((k == 0 ? 1.0 : 2.0) / melCount);
            for (var i = 0; i < melCount; i++)
            {
                matrix[(k * melCount) + i] = (float)(scale * Math.Cos(Math.PI * k * ((2 * i) + 1) / (2 * melCount)));
            }
        }

        return matrix;
    }

    /// <summary>Coefficients of every frame.</summary>
    /// <param name="dct">Of <see cref="CreateDct"/>.</param>
    /// <param name="logMel">In dB, shape [melCount, frameCount].</param>
    /// <param name="melCount">Bands.</param>
    /// <param name="mfcc">Shape [coefficientCount, frameCount].</param>
    /// <exception cref="ArgumentException">The shapes do not fit each other.</exception>
    public static void Compute(ReadOnlySpan<float> dct, ReadOnlySpan<float> logMel, int melCount, Span<float> mfcc)
    {
        var coefficientCount = dct.Length / melCount;
        var frameCount = logMel.Length / melCount;
        if (dct.Length != coefficientCount * melCount || logMel.Length != frameCount * melCount || mfcc.Length != coefficientCount * frameCount)
        {
            throw new ArgumentException($"{dct.Length} weights and {logMel.Length} levels do not give {mfcc.Length} coefficients of {melCount} bands.");
        }

        mfcc.Clear();
        for (var k = 0; k < coefficientCount; k++)
        {
            var row = mfcc.Slice(k * frameCount, frameCount);
            for (var i = 0; i < melCount; i++)
            {
                TensorPrimitives.MultiplyAdd(logMel.Slice(i * frameCount, frameCount), dct[(k * melCount) + i], row, row);
            }
        }
    }

    /// <summary>Mean over time of the coefficients: the transform is linear, so the mean spectrum is transformed once.</summary>
    /// <param name="dct">Of <see cref="CreateDct"/>.</param>
    /// <param name="logMel">In dB, shape [melCount, frameCount], at least one frame.</param>
    /// <param name="melCount">Bands.</param>
    /// <param name="mean">One value per coefficient.</param>
    public static void Mean(ReadOnlySpan<float> dct, ReadOnlySpan<float> logMel, int melCount, Span<float> mean)
    {
        var frameCount = logMel.Length / melCount;
        ArgumentOutOfRangeException.ThrowIfNotEqual(logMel.Length, frameCount * melCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(dct.Length, mean.Length * melCount);
        Span<double> bands = stackalloc double[Math.Min(melCount, 1024)];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(melCount, bands.Length);
        for (var i = 0; i < melCount; i++)
        {
            bands[i] = FrameMoments.Mean(logMel.Slice(i * frameCount, frameCount));
        }

        for (var k = 0; k < mean.Length; k++)
        {
            var sum = 0.0;
            for (var i = 0; i < melCount; i++)
            {
                sum += dct[(k * melCount) + i] * bands[i];
            }

            mean[k] = (float)sum;
        }
    }
}
