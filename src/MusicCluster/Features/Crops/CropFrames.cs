using MusicCluster.Features.Spectra;

namespace MusicCluster.Features.Crops;

/// <summary>The frames of a track as its crops need them.</summary>
internal readonly ref struct CropFrames
{
    private readonly ReadOnlySpan<float> series;
    private readonly ReadOnlySpan<float> mfcc;
    private readonly Span<float> slopes;
    private readonly Span<float> curvatures;

    /// <summary>Takes the frames of a track and derives the slopes and curvatures of its MFCC.</summary>
    /// <param name="series">Shape [FrameSeries.Count, frameCount], compressed by <see cref="CropStatistics.Compress"/>.</param>
    /// <param name="mfcc">Shape [CropStatistics.MfccCount, frameCount].</param>
    /// <param name="onset">Onset strength, one value per frame.</param>
    /// <param name="framesPerMinute">Frame rate.</param>
    /// <param name="slopes">Working memory, as long as <paramref name="mfcc"/>.</param>
    /// <param name="curvatures">Working memory, as long as <paramref name="mfcc"/>.</param>
    public CropFrames(
        ReadOnlySpan<float> series, ReadOnlySpan<float> mfcc, ReadOnlySpan<float> onset, double framesPerMinute,
        Span<float> slopes, Span<float> curvatures)
    {
        FramesPerMinute = framesPerMinute;
        Onset = onset;
        this.series = series;
        this.mfcc = mfcc;
        this.slopes = slopes;
        this.curvatures = curvatures;
        for (var k = 0; k < CropStatistics.MfccCount; k++)
        {
            Delta.First(Mfcc(k), Row(slopes, k));
            Delta.Second(Mfcc(k), Row(curvatures, k));
        }
    }

    public double FramesPerMinute { get; }

    public ReadOnlySpan<float> Onset { get; }

    public ReadOnlySpan<float> Series(int i) => series.Slice(i * Onset.Length, Onset.Length);

    public ReadOnlySpan<float> Mfcc(int k) => mfcc.Slice(k * Onset.Length, Onset.Length);

    public ReadOnlySpan<float> Slope(int k) => Row(slopes, k);

    public ReadOnlySpan<float> Curvature(int k) => Row(curvatures, k);

    private Span<float> Row(Span<float> values, int k) => values.Slice(k * Onset.Length, Onset.Length);
}
