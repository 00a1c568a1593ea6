namespace MusicCluster.Features.Frames;

/// <summary>How much louder each frame is than the one before: the rises of the log-mel bands, averaged.</summary>
/// <remarks>Source: librosa 0.11 <c>onset_strength</c> (spectral flux, Böck and Widmer 2013).</remarks>
public static class Onset
{
    /// <summary>Onset strength in dB per frame.</summary>
    /// <param name="levels">In dB, shape [melCount, strength.Length].</param>
    /// <param name="melCount">Bands.</param>
    /// <param name="delay">Frames that the rise is moved back, to the frame that is centered on it: fftLength / (2 · hop).</param>
    /// <param name="strength">One value per frame.</param>
    public static void Strength(ReadOnlySpan<float> levels, int melCount, int delay, Span<float> strength)
    {
        var frameCount = strength.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(levels.Length, melCount * frameCount);
        strength.Clear();
        for (var band = 0; band < melCount; band++)
        {
            var row = levels.Slice(band * frameCount, frameCount);
            for (var frame = 1; frame < frameCount - delay; frame++)
            {
                strength[frame + delay] += MathF.Max(row[frame] - row[frame - 1], 0);
            }
        }

        System.Numerics.Tensors.TensorPrimitives.Divide(strength, melCount, strength);
    }
}
