using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Descriptors.Sound;

/// <summary>
/// The descriptors that are measured on the file's own samples:
/// <c>interleaved frames → channels in fixed blocks of 32 tenths of a second → filters and peaks → meters</c>.
/// Blocks are counted from the song's beginning, so it does not matter in which portions the frames come.
/// </summary>
internal sealed class SoundMeter(IReadOnlyCollection<DescriptorKind> kinds)
{
    /// <summary>What it measures.</summary>
    public static IReadOnlyList<DescriptorKind> Kinds { get; } =
        [DescriptorKind.Loudness, DescriptorKind.LoudnessRange, DescriptorKind.TruePeak, DescriptorKind.DynamicRange];

    private const int HopCount = 32;
    private readonly bool hasLoudness = kinds.Contains(DescriptorKind.Loudness) || kinds.Contains(DescriptorKind.LoudnessRange);
    private readonly bool hasTruePeak = kinds.Contains(DescriptorKind.TruePeak);
    private readonly bool hasDynamicRange = kinds.Contains(DescriptorKind.DynamicRange);
    private readonly LoudnessMeter loudness = new();
    private readonly LaneBuffer buffer = new();
    private readonly double[] weighted = new double[HopCount];
    private DynamicRangeMeter[] ranges = [];
    private KWeighting? filter;
    private int channelCount;
    private int hopLength;
    private int historyLength;
    private int stride;
    private int filled;
    private long frameCount;
    private float truePeak;

    private int BlockLength => HopCount * hopLength;

    /// <summary>Begins a track.</summary>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="channels">Channels, in the order of WAV files.</param>
    public void Start(int sampleRate, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        channelCount = channels;
        hopLength = Math.Max((sampleRate + 5) / 10, TruePeak.History + LaneBlocks.LineLength);
        filter = hasLoudness && sampleRate >= KWeighting.MinimumRate ? new KWeighting(sampleRate) : null;
        historyLength = Math.Max(KWeightedPower.WarmUpLength(sampleRate), 2 * LaneBlocks.LineLength);
        // An odd number of lines, so that channels do not compete for the same places of the cache.
        stride = (((historyLength + BlockLength + LaneBlocks.LineLength) / LaneBlocks.LineLength) | 1) * LaneBlocks.LineLength;
        buffer.Room(channelCount * stride);
        for (var channel = 0; channel < channelCount; channel++)
        {
            Channel(channel)[..historyLength].Clear();
        }

        (filled, frameCount, truePeak) = (0, 0, 0);
        loudness.Start();
        while (hasDynamicRange && ranges.Length < channelCount)
        {
            ranges = [.. ranges, new DynamicRangeMeter()];
        }

        foreach (var range in ranges)
        {
            range.Start();
        }
    }

    /// <summary>Takes the next frames, as many as there are.</summary>
    /// <exception cref="ArgumentException">The last frame lacks channels.</exception>
    public void Take(ReadOnlySpan<float> interleaved)
    {
        if (interleaved.Length % channelCount != 0)
        {
            throw new ArgumentException($"{interleaved.Length} samples are no whole frames of {channelCount} channels.", nameof(interleaved));
        }

        while (!interleaved.IsEmpty)
        {
            var count = Math.Min(interleaved.Length / channelCount, BlockLength - filled);
            Channels.Separate(
                interleaved[..(count * channelCount)], channelCount, buffer.Room(channelCount * stride)[(historyLength + filled)..], stride);
            interleaved = interleaved[(count * channelCount)..];
            filled += count;
            frameCount += count;
            if (filled == BlockLength)
            {
                MeasureHops(HopCount);
                KeepHistory();
                filled = 0;
            }
        }
    }

    /// <summary>Ends the track.</summary>
    public DescriptorValues Complete(DescriptorValues values)
    {
        MeasureRest();
        double? range = null;
        if (hasDynamicRange && channelCount > 0)
        {
            // A channel without sound has no range and no say.
            var all = ranges.Take(channelCount).Select(meter => meter.Value()).OfType<double>().ToList();
            range = all.Count > 0 ? all.Average() : null;
        }

        return values with
        {
            LoudnessLufs = kinds.Contains(DescriptorKind.Loudness) ? loudness.Integrated() : null,
            LoudnessRangeLu = kinds.Contains(DescriptorKind.LoudnessRange) ? loudness.Range() : null,
            TruePeakDbtp = truePeak > 0 && float.IsFinite(truePeak) ? 20 * Math.Log10(truePeak) : null,
            DynamicRangeDb = range,
        };
    }

    private Span<float> Channel(int channel) => buffer.Room(channelCount * stride).Slice(channel * stride, stride);

    // Whole tenths of a second, then the true peak of what is left and of the filter's last breath.
    private void MeasureRest()
    {
        var rest = filled % Math.Max(hopLength, 1);
        for (var channel = 0; channel < channelCount; channel++)
        {
            Channel(channel)[(historyLength + filled)..].Clear();
        }

        MeasureHops(filled / Math.Max(hopLength, 1));
        for (var channel = 0; hasTruePeak && frameCount > 0 && channel < channelCount; channel++)
        {
            var count = Math.Min(rest + TruePeak.History, stride - historyLength - (filled - rest));
            RunPeaks.Measure(Channel(channel), historyLength + filled - rest, count, ref truePeak, isInterpolated: true);
        }
    }

    private void MeasureHops(int hopCount)
    {
        if (filter is { } weighting && hopCount > 0)
        {
            AddLoudness(weighting, hopCount);
        }

        if (!hasTruePeak && !hasDynamicRange)
        {
            return;
        }

        for (var channel = 0; channel < channelCount; channel++)
        {
            for (var hop = 0; hop < hopCount; hop++)
            {
                var (peak, energy) = RunPeaks.Measure(
                    Channel(channel), historyLength + (hop * hopLength), hopLength, ref truePeak, hasTruePeak);
                if (hasDynamicRange)
                {
                    ranges[channel].Add(energy, peak, hopLength);
                }
            }
        }
    }

    private void AddLoudness(in KWeighting weighting, int hopCount)
    {
        Span<float> energies = stackalloc float[HopCount];
        Array.Clear(weighted);
        for (var channel = 0; channel < channelCount; channel++)
        {
            var weight = Channels.Weight(channel, channelCount);
            if (weight > 0)
            {
                KWeightedPower.Compute(weighting, Channel(channel), historyLength, hopLength, energies);
                for (var hop = 0; hop < hopCount; hop++)
                {
                    weighted[hop] += weight * energies[hop] / hopLength;
                }
            }
        }

        for (var hop = 0; hop < hopCount; hop++)
        {
            loudness.Add(weighted[hop]);
        }
    }

    private void KeepHistory()
    {
        for (var channel = 0; channel < channelCount; channel++)
        {
            var samples = Channel(channel);
            samples.Slice(BlockLength, historyLength).CopyTo(samples);
        }
    }
}
