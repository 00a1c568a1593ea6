using System.Numerics.Tensors;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Frames;
using MusicCluster.Features.Handcrafted;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Songs;

/// <summary>
/// What is averaged over a whole song, piece by piece: <c>samples → blocks of power → levels and frame series → running moments</c>.
/// </summary>
/// <remarks>
/// A piece has frames to both sides that belong to its neighbors, so that no frame sees an edge that the song does not have. The
/// levels behind the MFCC are clamped to a floor that is the same for all songs, because the loudest moment of a song is known only
/// at its end; those of the spectral contrast are clamped relative to their piece.
/// </remarks>
internal sealed class SongPieces
{
    /// <summary>80 dB below +30 dB, about where the loudest band of a mastered song lies.</summary>
    public const float Floor = -50;

    private readonly FeatureKernels kernels;
    private readonly FeatureOptions options;
    private readonly BandPower bands;
    private readonly FrameSeriesTable? series;
    private readonly SpectrumPass pass;
    private readonly CoefficientStatistics[] handcrafted;
    private readonly RunningMoments levels;
    private readonly RunningMoments mfcc;
    private readonly RunningMoments details;
    private readonly LaneBuffer coefficients = new();
    private readonly LaneBuffer slopes = new();
    private float loudest;

    public SongPieces(FeatureKernels kernels)
    {
        this.kernels = kernels;
        options = kernels.Options;
        bands = new BandPower(kernels.MfccBank);
        series = options.Extended ? new FrameSeriesTable(kernels) : null;
        pass = new SpectrumPass(kernels.Plan, new StftScratch(kernels.Plan), series is null ? [bands] : [bands, series]);
        handcrafted = [.. options.Coefficients.Select(kind => new CoefficientStatistics(kind, options))];
        levels = new RunningMoments(options.MfccMelCount);
        mfcc = new RunningMoments(options.MfccCount);
        details = new RunningMoments(FrameSeries.Count + options.MfccCount);
    }

    private bool NeedsSeries => options.Extended || options.Statistics == FeatureStatistics.MeanStd;

    /// <summary>Begins a new song.</summary>
    public void Clear()
    {
        loudest = 0;
        levels.Clear();
        mfcc.Clear();
        details.Clear();
        Array.ForEach(handcrafted, kind => kind.Clear());
    }

    /// <summary>Adds the next frames of the song.</summary>
    /// <param name="signal">Samples of the piece and of the frames to both sides of it.</param>
    /// <param name="lead">Frames before the piece.</param>
    /// <param name="count">Frames of the piece.</param>
    public void Add(ReadOnlySpan<float> signal, int lead, int count)
    {
        pass.Run(signal);
        loudest = MathF.Max(loudest, TensorPrimitives.Max<float>(bands.Values));
        Decibels.FromPower(bands.Values, Floor);
        for (var band = 0; band < levels.Count; band++)
        {
            levels.Add(band, count, FrameMoments.Mean(bands.Band(band).Slice(lead, count)), 0);
        }

        if (NeedsSeries)
        {
            AddSeries(signal, lead, count);
        }

        AddHandcrafted(signal, lead, count);
    }

    /// <summary>Fills the rows of what was added.</summary>
    /// <returns>Why the song cannot be used, as a clause that ends in a period; null if it can.</returns>
    public string? Complete(FeatureRows rows)
    {
        if (Silence.Fault(loudest, "the audio is silent") is { } fault)
        {
            return fault;
        }

        FillMfcc(rows.Mfcc);
        if (options.Extended)
        {
            FillExtended(rows.Extended);
        }

        return handcrafted.Select((kind, i) => kind.Fill(rows.Coefficients[i])).FirstOrDefault(problem => problem is not null);
    }

    private void AddSeries(ReadOnlySpan<float> signal, int lead, int count)
    {
        var (melCount, frameCount) = (options.MfccMelCount, bands.FrameCount);
        var all = coefficients.Room(options.MfccCount * frameCount);
        Mfcc.Compute(kernels.Dct[..(options.MfccCount * melCount)], bands.Values, melCount, all);
        series?.Complete(signal);
        for (var i = 0; series is not null && i < FrameSeries.Count; i++)
        {
            details.Add(i, series.Values.Slice((i * frameCount) + lead, count));
        }

        var slope = slopes.Room(frameCount);
        for (var k = 0; k < options.MfccCount; k++)
        {
            var row = all.Slice(k * frameCount, frameCount);
            mfcc.Add(k, row.Slice(lead, count));
            if (options.Extended)
            {
                Delta.First(row, slope);
                details.Add(FrameSeries.Count + k, slope.Slice(lead, count));
            }
        }
    }

    // Frames that are not centered: each begins in the piece, and may end in the next one.
    private void AddHandcrafted(ReadOnlySpan<float> signal, int lead, int count)
    {
        if (handcrafted.Length == 0)
        {
            return;
        }

        var piece = signal[(lead * options.HopLength)..];
        piece = piece[..Math.Min(piece.Length, (count * options.HopLength) + options.FftLength - options.HopLength)];
        foreach (var kind in handcrafted)
        {
            kind.AddPiece(piece);
        }
    }

    private void FillMfcc(Span<float> row)
    {
        if (options.Statistics == FeatureStatistics.MeanStd)
        {
            for (var k = 0; k < options.MfccCount; k++)
            {
                (row[k], row[options.MfccCount + k]) = ((float)mfcc.Mean(k), (float)mfcc.Deviation(k));
            }

            return;
        }

        for (var k = 0; k < options.MfccCount; k++)
        {
            var sum = 0.0;
            for (var band = 0; band < levels.Count; band++)
            {
                sum += kernels.Dct[(k * levels.Count) + band] * levels.Mean(band);
            }

            row[k] = (float)sum;
        }
    }

    private void FillExtended(Span<float> row)
    {
        for (var i = 0; i < details.Count; i++)
        {
            row[i] = (float)details.Mean(i);
            if (options.Statistics == FeatureStatistics.MeanStd)
            {
                row[details.Count + i] = (float)details.Deviation(i);
            }
        }
    }
}
