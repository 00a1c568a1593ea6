using System.Numerics.Tensors;
using MusicCluster.Features.Descriptors;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Fingerprints;
using MusicCluster.Features.Frames;
using MusicCluster.Features.Handcrafted;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Songs;

/// <summary>
/// What is averaged over a whole song, piece by piece: <c>samples → blocks of power → levels and frame series → running moments</c>.
/// </summary>
/// <remarks>
/// A piece has frames to both sides that belong to its neighbors, so that no frame sees an edge that the song does not have. Levels
/// are clamped to a floor that is the same for all songs, because the loudest moment of a song is known only at its end.
/// </remarks>
internal sealed class SongPieces
{
    /// <summary>80 dB below +30 dB, about where the loudest band of a mastered song lies.</summary>
    public const float Floor = -50;

    private readonly FeatureKernels kernels;
    private readonly FeatureOptions options;
    private readonly DescriptorAnalyzer? descriptors;
    private readonly FingerprintMeter fingerprint;
    private readonly InnerFrames inner;
    private readonly SongDetails? details;
    private readonly BandPower bands;
    private readonly SpectrumPass pass;
    private readonly CoefficientStatistics[] handcrafted;
    private readonly RunningMoments levels;
    private readonly RunningMoments mfcc;
    private readonly LaneBuffer coefficients = new();
    private readonly LaneBuffer innerLevels = new();
    private float loudest;

    /// <param name="kernels">What to compute.</param>
    /// <param name="descriptors">Hears the same spectra; null where nobody asks for descriptors.</param>
    public SongPieces(FeatureKernels kernels, DescriptorAnalyzer? descriptors)
    {
        this.kernels = kernels;
        this.descriptors = descriptors;
        options = kernels.Options;
        fingerprint = new FingerprintMeter(kernels);
        details = options.Extended ? new SongDetails(kernels) : null;
        bands = new BandPower(kernels.MfccBank);
        ISpectrumConsumer?[] own = [fingerprint, descriptors, details is null ? bands : null];
        inner = new InnerFrames([.. own.OfType<ISpectrumConsumer>()]);
        pass = new SpectrumPass(kernels.Plan, new StftScratch(kernels.Plan), details is null ? [inner] : [bands, inner, details.Series]);
        handcrafted = [.. options.Coefficients.Select(kind => new CoefficientStatistics(kind, options))];
        levels = new RunningMoments(options.MfccMelCount);
        mfcc = new RunningMoments(options.MfccCount);
    }

    private bool HasDeviations => options.Statistics == FeatureStatistics.MeanStd;

    /// <summary>Begins a new song.</summary>
    public void Clear()
    {
        loudest = 0;
        fingerprint.Start();
        levels.Clear();
        mfcc.Clear();
        details?.Clear();
        Array.ForEach(handcrafted, kind => kind.Clear());
    }

    /// <summary>Adds the next frames of the song.</summary>
    /// <param name="signal">Samples of the piece and of the frames to both sides of it.</param>
    /// <param name="lead">Frames before the piece.</param>
    /// <param name="count">Frames of the piece.</param>
    public void Add(ReadOnlySpan<float> signal, int lead, int count)
    {
        inner.Select(lead, count);
        var first = 0;
        if (details is null)
        {
            pass.Run(signal, lead, lead + count);
        }
        else
        {
            // Slopes are those of the frames to both sides too.
            details.Series.Select(lead, count);
            pass.Run(signal);
            first = lead;
        }

        loudest = MathF.Max(loudest, TensorPrimitives.Max<float>(bands.Values));
        Decibels.FromPower(bands.Values, Floor);
        var own = TakeLevels(first, count);
        descriptors?.TakeLevels(own, count);
        if (HasDeviations || details is not null)
        {
            AddMfcc(signal, own, first, count);
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

        rows.Fingerprint = fingerprint.Complete();
        FillMfcc(rows.Mfcc);
        details?.Fill(rows.Extended);
        return handcrafted.Select((kind, i) => kind.Fill(rows.Coefficients[i])).FirstOrDefault(problem => problem is not null);
    }

    // The levels of the piece alone, shape [bands, count]; it begins with the bands' frame `first`.
    private ReadOnlySpan<float> TakeLevels(int first, int count)
    {
        var own = innerLevels.Room(levels.Count * count);
        for (var band = 0; band < levels.Count; band++)
        {
            var row = own.Slice(band * count, count);
            bands.Band(band).Slice(first, count).CopyTo(row);
            levels.Add(band, count, FrameMoments.Mean(row), 0);
        }

        return own;
    }

    private void AddMfcc(ReadOnlySpan<float> signal, ReadOnlySpan<float> own, int first, int count)
    {
        var (melCount, frameCount) = (options.MfccMelCount, bands.FrameCount);
        var all = coefficients.Room(options.MfccCount * frameCount);
        Mfcc.Compute(kernels.Dct[..(options.MfccCount * melCount)], bands.Values, melCount, all);
        for (var k = 0; HasDeviations && k < options.MfccCount; k++)
        {
            mfcc.Add(k, all.Slice((k * frameCount) + first, count));
        }

        details?.Add(signal, all, own, first, count);
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
        for (var k = 0; k < options.MfccCount; k++)
        {
            if (HasDeviations)
            {
                (row[k], row[options.MfccCount + k]) = ((float)mfcc.Mean(k), (float)mfcc.Deviation(k));
                continue;
            }

            // The transform is linear: the mean spectrum is transformed once.
            var sum = 0.0;
            for (var band = 0; band < levels.Count; band++)
            {
                sum += kernels.Dct[(k * levels.Count) + band] * levels.Mean(band);
            }

            row[k] = (float)sum;
        }
    }
}
