using MusicCluster.Features.Frames;
using MusicCluster.Features.Spectra;

namespace MusicCluster.Features;

/// <summary>One row of <c>extended.npy</c>: librosa's spectral features over time, the slopes of the MFCC, and the tempo.</summary>
internal static class ExtendedColumns
{
    /// <summary>Names of the columns, the content of <c>extended.columns.txt</c>.</summary>
    public static string[] Names(FeatureOptions options)
    {
        string[] series = [
            .. FrameSeries.Names,
            .. Enumerable.Range(0, options.MfccCount).Select(k => $"mfcc-{k}-delta")];
        string[] statistics = options.Statistics == FeatureStatistics.MeanStd ? ["mean", "std"] : ["mean"];
        return [.. statistics.SelectMany(statistic => series.Select(name => $"{name}-{statistic}")), "tempo"];
    }

    /// <summary>Fills a row.</summary>
    /// <param name="series">Shape [FrameSeries.Count, frameCount].</param>
    /// <param name="mfcc">Shape [coefficients, frameCount].</param>
    /// <param name="frameCount">Frames.</param>
    /// <param name="tempo">Beats per minute.</param>
    /// <param name="withDeviation">Standard deviations after the means.</param>
    /// <param name="slope">Scratch of frameCount values.</param>
    /// <param name="row">One value per name.</param>
    public static void Fill(
        ReadOnlySpan<float> series, ReadOnlySpan<float> mfcc, int frameCount, double tempo, bool withDeviation, Span<float> slope, Span<float> row)
    {
        var coefficientCount = mfcc.Length / frameCount;
        var count = FrameSeries.Count + coefficientCount;
        for (var i = 0; i < count; i++)
        {
            ReadOnlySpan<float> values;
            if (i < FrameSeries.Count)
            {
                values = series.Slice(i * frameCount, frameCount);
            }
            else
            {
                Delta.First(mfcc.Slice((i - FrameSeries.Count) * frameCount, frameCount), slope);
                values = slope;
            }

            var (mean, deviation) = FrameMoments.Of(values);
            row[i] = mean;
            if (withDeviation)
            {
                row[count + i] = deviation;
            }
        }

        row[^1] = (float)tempo;
    }
}
