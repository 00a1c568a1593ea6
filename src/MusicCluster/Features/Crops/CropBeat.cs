using MusicCluster.Features.Frames;
using MusicCluster.Numerics;

namespace MusicCluster.Features.Crops;

/// <summary>What the onset strength of a crop says about its beat.</summary>
/// <param name="LogTempo">log2 of beats per minute.</param>
/// <param name="Peak">Autocorrelation at that period, 0 … 1: how regular the beat is.</param>
/// <param name="WeightedMean">Mean autocorrelation of all periods, weighted by librosa's prior of tempo.</param>
/// <remarks>
/// A crop is shorter than librosa's window of 8 s, so this is one autocorrelation of the whole crop, about its mean and
/// divided by its value at lag 0; negative values count as 0. Prior and limit are those of <see cref="Tempo"/>.
/// </remarks>
internal readonly record struct CropBeat(double LogTempo, double Peak, double WeightedMean)
{
    public static CropBeat Of(ReadOnlySpan<float> onset, double framesPerMinute)
    {
        Span<double> centered = stackalloc double[CropPlan.LogMelFrames];
        centered = centered[..onset.Length];
        var mean = FrameMoments.Mean(onset);
        for (var i = 0; i < onset.Length; i++)
        {
            centered[i] = onset[i] - mean;
        }

        var energy = Products.Lagged(centered, 0);
        var (logTempo, peak, score) = (Math.Log2(Tempo.PreferredTempo), 0.0, 0.0);
        var (sum, weights) = (0.0, 0.0);
        for (var lag = 1; lag < onset.Length; lag++)
        {
            var tempo = framesPerMinute / lag;
            if (tempo >= Tempo.MaximumTempo)
            {
                continue;
            }

            var weight = Math.Exp(Tempo.LogPrior(tempo));
            var value = energy > 0 ? Math.Max(Products.Lagged(centered, lag) / energy, 0) : 0;
            sum += weight * value;
            weights += weight;
            if (weight * value > score)
            {
                (logTempo, peak, score) = (Math.Log2(tempo), value, weight * value);
            }
        }

        return new CropBeat(logTempo, peak, weights > 0 ? sum / weights : 0);
    }
}
