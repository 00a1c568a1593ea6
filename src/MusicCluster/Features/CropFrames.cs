
namespace MusicCluster.Features;

/// <summary>The frames of a track as its crops need them, in memory that one thread keeps.</summary>
internal sealed class CropFrames(double framesPerMinute)
{
    private float[] series = [];
    private float[] slopes = [];
    private float[] curvatures = [];
    private float[] mfcc = [];
    private float[] onset = [];
    private int frameCount;

    public double FramesPerMinute { get; } = framesPerMinute;

    public ReadOnlySpan<float> Onset => onset.AsSpan(0, frameCount);

    /// <summary>Takes the frames of the next track.</summary>
    /// <param name="frameFeatures">Shape [25, frameCount], compressed.</param>
    /// <param name="coefficients">Shape [20, frameCount].</param>
    /// <param name="strength">Onset strength, one value per frame.</param>
    /// <param name="frames">Frame count.</param>
    public void Set(float[] frameFeatures, float[] coefficients, float[] strength, int frames)
    {
        (series, mfcc, onset, frameCount) = (frameFeatures, coefficients, strength, frames);
        if (slopes.Length < CropStatistics.MfccCount * frameCount)
        {
            slopes = new float[CropStatistics.MfccCount * frameCount];
            curvatures = new float[slopes.Length];
        }

        for (var k = 0; k < CropStatistics.MfccCount; k++)
        {
            Delta.First(Mfcc(k), slopes.AsSpan(k * frameCount, frameCount));
            Delta.Second(Mfcc(k), curvatures.AsSpan(k * frameCount, frameCount));
        }
    }

    public ReadOnlySpan<float> Series(int i) => series.AsSpan(i * frameCount, frameCount);

    public ReadOnlySpan<float> Mfcc(int k) => mfcc.AsSpan(k * frameCount, frameCount);

    public ReadOnlySpan<float> Slope(int k) => slopes.AsSpan(k * frameCount, frameCount);

    public ReadOnlySpan<float> Curvature(int k) => curvatures.AsSpan(k * frameCount, frameCount);
}
