namespace MusicCluster.Features.Filters;

/// <summary>Overlapping triangles on a mel scale: sums of power over bands that are about equally wide to the ear.</summary>
/// <remarks>Source: librosa 0.11 <c>filters.mel</c>; with <see cref="MelScale.Htk"/> and <see cref="MelNormalization.Peak"/> torchaudio's.</remarks>
public sealed class MelBank : FilterBank
{
    /// <summary>Builds the bank from 0 Hz to half the sample rate.</summary>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="fftLength">Samples per frame.</param>
    /// <param name="melCount">Bands.</param>
    /// <param name="scale">Where the bands lie.</param>
    /// <param name="normalization">How they are scaled.</param>
    public MelBank(
        int sampleRate, int fftLength, int melCount,
        MelScale scale = MelScale.Slaney, MelNormalization normalization = MelNormalization.Area)
        : base(Triangles(sampleRate, fftLength, melCount, scale, normalization))
    {
    }

    private static double[][] Triangles(int sampleRate, int fftLength, int melCount, MelScale scale, MelNormalization normalization)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(melCount);
        var edges = MelFrequency.Edges(melCount, sampleRate / 2.0, scale);
        var weights = new double[melCount][];
        for (var band = 0; band < melCount; band++)
        {
            var (lower, center, upper) = (edges[band], edges[band + 1], edges[band + 2]);
            var factor = normalization == MelNormalization.Area ? 2 / (upper - lower) : 1;
            weights[band] = new double[(fftLength / 2) + 1];
            for (var bin = 0; bin < weights[band].Length; bin++)
            {
                var frequency = (double)bin * sampleRate / fftLength;
                var height = Math.Min((frequency - lower) / (center - lower), (upper - frequency) / (upper - center));
                weights[band][bin] = factor * Math.Max(height, 0);
            }
        }

        return weights;
    }
}
