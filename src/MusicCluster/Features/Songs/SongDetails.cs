using MusicCluster.Features.Frames;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Songs;

/// <summary>The extended row of a whole song, piece by piece; the spectral contrast is clamped relative to its piece.</summary>
internal sealed class SongDetails(FeatureKernels kernels)
{
    private readonly FeatureOptions options = kernels.Options;
    private readonly RunningMoments moments = new(FrameSeries.Count + kernels.Options.MfccCount);
    private readonly Tempo tempo = new(kernels.Options.SampleRate, kernels.Options.HopLength);
    private readonly OnsetStream onsets = new(kernels.Options.MfccMelCount, kernels.Options.FftLength / (2 * kernels.Options.HopLength));
    private readonly LaneBuffer slopes = new();

    /// <summary>Must see the spectra of a piece before <see cref="Add"/>.</summary>
    public FrameSeriesTable Series { get; } = new(kernels);

    /// <summary>Begins a new song.</summary>
    public void Clear()
    {
        moments.Clear();
        tempo.Start();
        onsets.Start();
    }

    /// <summary>Adds the next frames of the song.</summary>
    /// <param name="signal">Samples of the piece and of the frames to both sides of it.</param>
    /// <param name="mfcc">Of all these frames, shape [options.MfccCount, frames].</param>
    /// <param name="levels">Mel levels of the piece alone, in dB, shape [options.MfccMelCount, count].</param>
    /// <param name="lead">Frames before the piece.</param>
    /// <param name="count">Frames of the piece.</param>
    public void Add(ReadOnlySpan<float> signal, ReadOnlySpan<float> mfcc, ReadOnlySpan<float> levels, int lead, int count)
    {
        Series.Complete(signal);
        var frameCount = Series.FrameCount;
        for (var i = 0; i < FrameSeries.Count; i++)
        {
            moments.Add(i, Series.Values.Slice((i * frameCount) + lead, count));
        }

        var slope = slopes.Room(frameCount);
        for (var k = 0; k < options.MfccCount; k++)
        {
            Delta.First(mfcc.Slice(k * frameCount, frameCount), slope);
            moments.Add(FrameSeries.Count + k, slope.Slice(lead, count));
        }

        tempo.Take(onsets.Take(levels, count));
    }

    /// <summary>Fills the row of what was added.</summary>
    public void Fill(Span<float> row)
    {
        for (var i = 0; i < moments.Count; i++)
        {
            row[i] = (float)moments.Mean(i);
            if (options.Statistics == FeatureStatistics.MeanStd)
            {
                row[moments.Count + i] = (float)moments.Deviation(i);
            }
        }

        row[^1] = (float)tempo.Complete().BeatsPerMinute;
    }
}
