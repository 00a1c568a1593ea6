using MusicCluster.Audio.Decoding;
using MusicCluster.Audio.Resampling;
using MusicCluster.Features.Descriptors;
using MusicCluster.Features.Spectra;

namespace MusicCluster.Features.Songs;

/// <summary>
/// Computes the rows of a whole song while it is decoded, in memory that does not depend on its length:
/// <c>blocks of frames → mono → resampled → pieces, crops, the log-mel spectrogram's seconds → rows</c>.
/// </summary>
internal sealed class SongAnalyzer : ITrackSink
{
    private const int LaneFrames = 16;
    private const int MinimumPieceFrames = 256;
    private const int MinimumPieceSamples = 65_536;

    private readonly FeatureOptions options;
    private readonly int pieceFrames;
    private readonly int marginFrames;
    private readonly ResamplerStream resampler;
    private readonly SampleWindow window = new();
    private readonly SongPieces pieces;
    private readonly DescriptorAnalyzer? descriptors;
    private readonly SongCrops? crops;
    private readonly LogMelWindow logMel;
    private readonly LogMelExcerpt excerpt;
    private readonly SoundingRange sounding;
    private int channelCount;
    private int nextFrame;

    public SongAnalyzer(FeatureKernels kernels)
    {
        options = kernels.Options;
        // Notes are heard in frames of four times the length, and half of one must fit before the first frame of a stretch.
        marginFrames = RoundUp(((2 * options.FftLength) + options.HopLength - 1) / options.HopLength);
        pieceFrames = RoundUp(Math.Max(MinimumPieceFrames, MinimumPieceSamples / options.HopLength));
        resampler = new ResamplerStream(options.SampleRate, pieceFrames * options.HopLength / 2 * 2);
        descriptors = DescriptorAnalyzer.For(kernels);
        pieces = new SongPieces(kernels, descriptors);
        crops = options.Crops > 0 ? new SongCrops(kernels, marginFrames) : null;
        logMel = new LogMelWindow(options.LogMelPosition, options.LogMelSampleCount);
        excerpt = new LogMelExcerpt(kernels, new StftScratch(kernels.Plan));
        sounding = new SoundingRange(options.HopLength);
    }

    /// <inheritdoc/>
    public void Start(int sampleRate, int channelCount)
    {
        this.channelCount = channelCount;
        nextFrame = 0;
        window.Clear();
        resampler.Start(sampleRate);
        descriptors?.Start(sampleRate, channelCount);
        pieces.Clear();
        crops?.Clear();
        logMel.Clear();
        sounding.Clear();
    }

    /// <inheritdoc/>
    public void Take(ReadOnlySpan<float> interleaved)
    {
        var count = interleaved.Length / channelCount;
        Downmix.Mean(interleaved, channelCount, resampler.Reserve(count));
        descriptors?.TakeSound(interleaved);
        resampler.Advance(count, window);
        while (PieceEnd + (marginFrames * (long)options.HopLength) <= window.End)
        {
            AddPiece(pieceFrames);
        }
    }

    /// <inheritdoc/>
    public string? Complete(FeatureRows rows)
    {
        resampler.Complete(window);
        var frameCount = 1 + (window.End / options.HopLength);
        if (options.FramePadding == FramePadding.Reflect && window.End <= options.FftLength / 2)
        {
            return $"holds {window.End} samples; features.framePadding=reflect needs more than {options.FftLength / 2}.";
        }

        while (nextFrame < frameCount)
        {
            AddPiece(Math.Min(pieceFrames, frameCount - nextFrame));
        }

        var range = sounding.Complete(window);
        logMel.Complete(window);
        if ((pieces.Complete(rows) ?? excerpt.Fill(logMel.Samples, rows.LogMel)) is { } fault)
        {
            return fault;
        }

        crops?.Complete(window, range, rows);
        rows.Descriptors = descriptors?.Complete() ?? DescriptorValues.None;
        return null;
    }

    private long PieceEnd => (nextFrame + (long)pieceFrames) * options.HopLength;

    private static int RoundUp(int frames) => (frames + LaneFrames - 1) / LaneFrames * LaneFrames;

    private void AddPiece(int count)
    {
        var hop = options.HopLength;
        var lead = Math.Min(marginFrames, nextFrame);
        var end = Math.Min((nextFrame + count + (long)marginFrames) * hop, window.End);
        pieces.Add(window.Between((nextFrame - lead) * hop, (int)end), lead, count);
        nextFrame += count;
        crops?.Take(window);
        logMel.Take(window);
        sounding.Take(window);
        var needed = Math.Min(Math.Max(0, nextFrame - marginFrames) * hop, Math.Min(logMel.NextSample, sounding.NextSample));
        window.DropBefore(crops is null ? needed : Math.Min(needed, crops.NextSample));
    }
}
