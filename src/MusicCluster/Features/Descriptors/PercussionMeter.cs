using System.Numerics.Tensors;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Descriptors;

/// <summary>
/// The percussive share of the power by median filtering of mel levels: what lasts is harmonic, what is broad is percussive.
/// A median is that of nine values, each second one of 17 frames, or each second one of 17 bands; frames with odd numbers are left out.
/// </summary>
/// <remarks>
/// Source: Fitzgerald (2010), "Harmonic/percussive separation using median filtering", soft masks P² / (H² + P²) on magnitudes. Medians do not
/// mind the logarithm, so levels are filtered as they come. Ends are mirrored, as SciPy's <c>reflect</c> does.
/// </remarks>
internal sealed class PercussionMeter
{
    private const int Reach = 4;
    private const int TapCount = (2 * Reach) + 1;
    private const int FrameStep = 2;
    private const int BandStep = 2;
    private const int Pad = Reach * BandStep;

    // Rows are read so many at a time, and kept while a median spans them.
    private const int ReadCount = 16;
    private const int RowCount = 2 * ReadCount;

    // 10^(x / 10) = e^(x · this).
    private const float PowerPerDecibel = 0.230258509299405f;

    private readonly int bandCount;
    private readonly int width;
    private readonly int stride;
    private readonly LaneBuffer rows;
    private readonly LaneBuffer harmonic;
    private readonly LaneBuffer percussive;
    private readonly float[] power;
    private long frameCount;
    private long rowCount;
    private long measured;
    private double total;
    private double share;

    /// <param name="bandCount">Mel bands.</param>
    public PercussionMeter(int bandCount)
    {
        this.bandCount = bandCount;
        width = (bandCount + LaneWidth.Count - 1) / LaneWidth.Count * LaneWidth.Count;
        stride = width + (2 * LaneBlocks.LineLength);
        rows = new LaneBuffer(RowCount * stride);
        harmonic = new LaneBuffer(width);
        percussive = new LaneBuffer(width);
        power = new float[bandCount];
    }

    /// <summary>Begins a track.</summary>
    public void Start() => (frameCount, rowCount, measured, total, share) = (0, 0, 0, 0, 0);

    /// <summary>Takes the levels of the next frames in dB, shape [bands, frames].</summary>
    public void Take(ReadOnlySpan<float> levels, int frames)
    {
        for (var frame = (int)(frameCount % FrameStep); frame < frames; frame += ReadCount * FrameStep)
        {
            var count = Math.Min(ReadCount, (frames - frame + FrameStep - 1) / FrameStep);
            Read(levels, frames, frame, count);
            for (var i = 0; i < count; i++)
            {
                Mirror(Row(rowCount + i));
            }

            rowCount += count;
            for (; measured < rowCount - Reach; measured++)
            {
                Measure(measured);
            }
        }

        frameCount += frames;
    }

    /// <summary>The share; null for silence, and for fewer frames than a median spans.</summary>
    public double? Share()
    {
        for (; measured < rowCount; measured++)
        {
            Measure(measured);
        }

        return rowCount >= TapCount && total > 0 && double.IsFinite(share / total) ? Math.Clamp(share / total, 0, 1) : null;
    }

    // Transposes: band by band, because neighboring frames share cache lines.
    private void Read(ReadOnlySpan<float> levels, int frames, int first, int count)
    {
        Span<int> targets = stackalloc int[ReadCount];
        for (var i = 0; i < count; i++)
        {
            targets[i] = ((int)((rowCount + i) % RowCount) * stride) + LaneBlocks.LineLength;
        }

        var all = rows.Span;
        for (var band = 0; band < bandCount; band++)
        {
            var source = levels.Slice(band * frames, frames);
            for (int i = 0, frame = first; i < count; i++, frame += FrameStep)
            {
                all[targets[i] + band] = source[frame];
            }
        }
    }

    private Span<float> Row(long index) => rows.Span.Slice((int)(index % RowCount) * stride, stride);

    // Position of the level of band 0 is a line's length into the row.
    private void Mirror(Span<float> row)
    {
        var levels = row[LaneBlocks.LineLength..];
        for (var i = 0; i < Pad; i++)
        {
            row[LaneBlocks.LineLength - 1 - i] = levels[Math.Min(i, bandCount - 1)];
            levels[bandCount + i] = levels[Math.Max(bandCount - 1 - i, 0)];
        }
    }

    private void Measure(long center)
    {
        Span<int> starts = stackalloc int[TapCount];
        for (var tap = 0; tap < TapCount; tap++)
        {
            starts[tap] = ((int)(Reflect(center + tap - Reach) % RowCount) * stride) + LaneBlocks.LineLength;
        }

        MedianOfNine.Compute(rows.Span, starts, harmonic.Span);
        for (var tap = 0; tap < TapCount; tap++)
        {
            starts[tap] = ((int)(center % RowCount) * stride) + LaneBlocks.LineLength + ((tap - Reach) * BandStep);
        }

        MedianOfNine.Compute(rows.Span, starts, percussive.Span);
        AddShare(Row(center).Slice(LaneBlocks.LineLength, bandCount));
    }

    // Within fewer rows than a median spans, the mirror image is mirrored again.
    private long Reflect(long row)
    {
        while (row < 0 || row >= rowCount)
        {
            row = row < 0 ? -1 - row : (2 * rowCount) - 1 - row;
        }

        return row;
    }

    private void AddShare(ReadOnlySpan<float> levels)
    {
        var mask = percussive.Span[..bandCount];
        TensorPrimitives.Subtract(mask, harmonic.Span[..bandCount], mask);
        TensorPrimitives.Multiply(mask, PowerPerDecibel, mask);
        TensorPrimitives.Sigmoid(mask, mask);
        TensorPrimitives.Multiply(levels, PowerPerDecibel, power);
        TensorPrimitives.Exp(power, power);
        total += TensorPrimitives.Sum(power);
        share += TensorPrimitives.Dot(power, mask);
    }
}
