using System.Numerics.Tensors;
using MusicCluster.Features.Frames;

namespace MusicCluster.Features.Crops;

/// <summary>
/// The 135 statistics of a crop: MFCC-20 mean and deviation, deviations of their slope and curvature, mean and deviation of the
/// 25 frame features, onset mean and deviation, and three numbers about the beat.
/// </summary>
/// <remarks>
/// The frames are those of the whole track, so that neighbors of a crop's edge frames are real, and levels are clamped to
/// the track's maximum. Centroid, bandwidth and roll-off are log1p of Hz; flatness and level are logarithms.
/// </remarks>
public static class CropStatistics
{
    /// <summary>Coefficients that are used.</summary>
    public const int MfccCount = 20;

    private const float MinimumLevel = 1e-5f;

    /// <summary>Names of the three numbers about the beat.</summary>
    internal static IReadOnlyList<string> BeatNames { get; } = ["tempo-log2", "tempo-peak", "tempo-weighted-mean"];

    /// <summary>Names of the statistics, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Series("mfcc-{0}-mean", MfccCount), .. Series("mfcc-{0}-std", MfccCount),
        .. Series("mfcc-{0}-delta-std", MfccCount), .. Series("mfcc-{0}-delta2-std", MfccCount),
        .. FrameSeries.Names.Select(name => name + "-mean"), .. FrameSeries.Names.Select(name => name + "-std"),
        "onset-mean", "onset-std", .. BeatNames,
    ];

    /// <summary>Statistics per crop.</summary>
    public static int Count => Names.Count;

    /// <summary>Brings the frame features to scales on which means make sense; in place.</summary>
    /// <param name="series">Shape [25, frameCount], as librosa defines them.</param>
    /// <param name="frameCount">Frames.</param>
    public static void Compress(Span<float> series, int frameCount)
    {
        var frequencies = series[..((FrameSeries.RollOff + 1) * frameCount)];
        TensorPrimitives.LogP1(frequencies, frequencies);
        var flatness = series.Slice(FrameSeries.Flatness * frameCount, frameCount);
        TensorPrimitives.Log(flatness, flatness);
        var level = series.Slice(FrameSeries.Rms * frameCount, frameCount);
        TensorPrimitives.Max(level, MinimumLevel, level);
        TensorPrimitives.Log(level, level);
    }

    /// <summary>Fills the statistics of one crop.</summary>
    /// <param name="track">The track's frames.</param>
    /// <param name="start">First frame of the crop.</param>
    /// <param name="length">Frames of the crop.</param>
    /// <param name="row"><see cref="Count"/> values.</param>
    internal static void Fill(CropFrames track, int start, int length, Span<float> row)
    {
        var next = 0;
        for (var k = 0; k < MfccCount; k++, next++)
        {
            (row[next], row[next + MfccCount]) = FrameMoments.Of(track.Mfcc(k).Slice(start, length));
            row[next + (2 * MfccCount)] = FrameMoments.Of(track.Slope(k).Slice(start, length)).Deviation;
            row[next + (3 * MfccCount)] = FrameMoments.Of(track.Curvature(k).Slice(start, length)).Deviation;
        }

        next = 4 * MfccCount;
        for (var i = 0; i < FrameSeries.Count; i++, next++)
        {
            (row[next], row[next + FrameSeries.Count]) = FrameMoments.Of(track.Series(i).Slice(start, length));
        }

        next += FrameSeries.Count;
        var onset = track.Onset.Slice(start, length);
        (row[next], row[next + 1]) = FrameMoments.Of(onset);
        var beat = CropBeat.Of(onset, track.FramesPerMinute);
        (row[next + 2], row[next + 3], row[next + 4]) = ((float)beat.LogTempo, (float)beat.Peak, (float)beat.WeightedMean);
    }

    private static IEnumerable<string> Series(string format, int count) =>
        Enumerable.Range(0, count).Select(k => string.Format(System.Globalization.CultureInfo.InvariantCulture, format, k));
}
