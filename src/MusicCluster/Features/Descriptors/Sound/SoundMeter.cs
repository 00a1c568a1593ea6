using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Descriptors.Sound;

/// <summary>
/// The descriptors that are measured on the file's own samples:
/// <c>interleaved frames → channels in tenths of a second → peaks; 32 of them → filter → meters</c>.
/// Tenths are counted from the song's beginning, so it does not matter in which portions the frames come.
/// </summary>
internal sealed class SoundMeter(IReadOnlyCollection<DescriptorKind> kinds)
{
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
    private float truePeak;

    /// <summary>What it measures.</summary>
    public static IReadOnlyList<DescriptorKind> Kinds { get; } =
        [DescriptorKind.Loudness, DescriptorKind.LoudnessRange, DescriptorKind.TruePeak, DescriptorKind.DynamicRange];

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

        (filled, truePeak) = (0, 0);
        loudness.Start();
        ranges = [.. ranges, .. Enumerable.Range(0, hasDynamicRange ? Math.Max(channelCount - ranges.Length, 0) : 0).Select(_ => new DynamicRangeMeter())];
        Array.ForEach(ranges, range => range.Start());
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
            var count = Math.Min(interleaved.Length / channelCount, hopLength - (filled % hopLength));
            Channels.Separate(
                interleaved[..(count * channelCount)], channelCount, buffer.Room(channelCount * stride)[(historyLength + filled)..], stride);
            interleaved = interleaved[(count * channelCount)..];
            filled += count;
            if (filled % hopLength == 0)
            {
                MeasurePeaks(filled - hopLength);
            }

            if (filled == BlockLength)
            {
                MeasureLoudness(HopCount);
                KeepHistory();
                filled = 0;
            }
        }
    }

    /// <summary>Ends the track.</summary>
    public DescriptorValues Complete(DescriptorValues values)
    {
        MeasureRest();
        // A channel without sound has no range and no say.
        var channels = ranges.Take(channelCount).Select(range => range.Value()).OfType<double>().ToList();
        return values with
        {
            LoudnessLufs = kinds.Contains(DescriptorKind.Loudness) ? loudness.Integrated() : null,
            LoudnessRangeLu = kinds.Contains(DescriptorKind.LoudnessRange) ? loudness.Range() : null,
            TruePeakDbtp = truePeak > 0 && float.IsFinite(truePeak) ? 20 * Math.Log10(truePeak) : null,
            DynamicRangeDb = channels.Count > 0 ? channels.Average() : null,
        };
    }

    private Span<float> Channel(int channel) => buffer.Room(channelCount * stride).Slice(channel * stride, stride);

    // Whole tenths of a second count for the loudness; the true peak is that of all samples, and of the interpolation's last values.
    private void MeasureRest()
    {
        for (var channel = 0; channel < channelCount; channel++)
        {
            var samples = Channel(channel);
            var rest = filled % hopLength;
            samples[(historyLength + filled)..].Clear();
            if (hasTruePeak)
            {
                var first = historyLength + filled - rest;
                RunPeaks.Measure(samples, first, Math.Min(rest + TruePeak.History, stride - first), ref truePeak, isInterpolated: true);
            }
        }

        if (channelCount > 0)
        {
            MeasureLoudness(filled / hopLength);
        }
    }

    private void MeasurePeaks(int first)
    {
        if (!hasTruePeak && !hasDynamicRange)
        {
            return;
        }

        for (var channel = 0; channel < channelCount; channel++)
        {
            var (peak, energy) = RunPeaks.Measure(Channel(channel), historyLength + first, hopLength, ref truePeak, hasTruePeak);
            if (hasDynamicRange)
            {
                ranges[channel].Add(energy, peak, hopLength);
            }
        }
    }

    private void MeasureLoudness(int hopCount)
    {
        if (filter is not { } weighting || hopCount == 0)
        {
            return;
        }

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
