using System.Collections.Concurrent;
using System.Numerics;

namespace MusicCluster.Audio.Resampling;

/// <summary>
/// Changes a sample rate by a band-limited filter with the shape of soxr's HQ: pass band to 0.9136 of the lower Nyquist
/// frequency, stop band from 1.0 on, linear phase, no delay.
/// </summary>
/// <remarks>
/// The sharp filter runs by fast convolution and halves or doubles the rate where that helps. What remains of the ratio is
/// bridged by a short polyphase filter, which is cheap because the signal is band-limited by then.
/// </remarks>
public sealed class Resampler
{
    /// <summary>Where the pass band ends, as a fraction of the lower Nyquist frequency.</summary>
    public const double PassBandEnd = 0.9136;

    /// <summary>Stop band in dB: soxr HQ's 20 bits and one to spare.</summary>
    internal const double Rejection = 21 * 6.0206;
    private const int CacheCapacity = 32;
    private static readonly ConcurrentDictionary<(int From, int To), Resampler> Cache = new();

    private readonly FilterStage[] filters = [];
    private readonly PolyphaseStage? polyphase;

    private Resampler(int fromRate, int toRate)
    {
        FromRate = fromRate;
        ToRate = toRate;
        if (fromRate == toRate)
        {
            return;
        }

        var lower = Math.Min(fromRate, toRate);
        var (down, up) = Factors(fromRate, toRate, lower);
        filters = [.. Stages(fromRate, lower, down, up)];
        if ((long)fromRate * up != (long)toRate * down)
        {
            polyphase = new PolyphaseStage((double)fromRate * up / down, lower, (long)toRate * down, (long)fromRate * up);
        }
    }

    public int FromRate { get; }

    public int ToRate { get; }

    /// <summary>The filters for a pair of rates in Hz; kept for the next call with the same rates.</summary>
    public static Resampler For(int fromRate, int toRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fromRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(toRate);
        if (Cache.TryGetValue((fromRate, toRate), out var known))
        {
            return known;
        }

        var created = new Resampler(fromRate, toRate);
        // Files with made-up rates must not fill the memory.
        return Cache.Count < CacheCapacity ? Cache.GetOrAdd((fromRate, toRate), created) : created;
    }

    /// <summary>Resamples a whole signal.</summary>
    public static float[] Resample(ReadOnlySpan<float> samples, int fromRate, int toRate)
    {
        var resampler = For(fromRate, toRate);
        var output = new float[resampler.OutputLength(samples.Length)];
        resampler.Resample(samples, output, new ResamplerScratch());
        return output;
    }

    /// <summary>⌈sampleCount · ToRate / FromRate⌉.</summary>
    public int OutputLength(int sampleCount) => checked((int)((((long)sampleCount * ToRate) + FromRate - 1) / FromRate));

    /// <summary>Resamples a whole signal; what lies before and behind it counts as silence.</summary>
    /// <param name="samples">Mono samples at <see cref="FromRate"/>.</param>
    /// <param name="output">Receives <see cref="OutputLength"/> samples at <see cref="ToRate"/>; the first coincides with the first of
    /// <paramref name="samples"/>.</param>
    /// <param name="scratch">Working memory of this thread.</param>
    /// <exception cref="ArgumentException"><paramref name="output"/> has another length.</exception>
    public void Resample(ReadOnlySpan<float> samples, Span<float> output, ResamplerScratch scratch)
    {
        if (output.Length != OutputLength(samples.Length))
        {
            throw new ArgumentException($"{output.Length} samples of room; {OutputLength(samples.Length)} are needed.", nameof(output));
        }

        if (filters.Length == 0)
        {
            samples.CopyTo(output);
            return;
        }

        if (polyphase is null)
        {
            Filter(filters.Length - 1, samples, 0, output, scratch);
            return;
        }

        var (first, count) = polyphase.Needs(output.Length);
        var up = filters[^1].Up;
        first = (int)Math.Floor((double)first / up) * up;
        var between = scratch.Between(filters.Length, count + up);
        Filter(filters.Length - 1, samples, first, between, scratch);
        polyphase.Apply(between, first, output);
    }

    // Fills the output of a stage, asking the stages before it for what it needs.
    private void Filter(int stage, ReadOnlySpan<float> samples, int first, Span<float> destination, ResamplerScratch scratch)
    {
        if (stage == 0)
        {
            filters[0].Apply(samples, 0, first, destination, scratch);
            return;
        }

        var (origin, count) = filters[stage].Needs(first, destination.Length);
        var between = scratch.Between(stage, count);
        Filter(stage - 1, samples, origin, between, scratch);
        filters[stage].Apply(between, origin, first, destination, scratch);
    }

    // A sharp filter is long in proportion to its rate. Far down, gentle filters come first: each quarters the rate and
    // only has to keep the final band free of what folds into it.
    private static IEnumerable<FilterStage> Stages(double rate, int lower, int down, int up)
    {
        for (; down > 8; down /= 4, rate /= 4)
        {
            yield return new FilterStage(rate, lower / 2.0, (rate / 4) - (lower / 2.0), 4, 1);
        }

        yield return new FilterStage(rate, PassBandEnd * lower / 2, lower / 2.0, down, up);
    }

    // Powers of two that the sharp filter applies: the rate between the stages is at least twice the lower rate, so that
    // the polyphase filter has half the band as its transition; or exactly the rate wanted, where a power of two gives it.
    private static (int Down, int Up) Factors(int fromRate, int toRate, int lower)
    {
        if (fromRate % toRate == 0 && BitOperations.IsPow2(fromRate / toRate))
        {
            return (fromRate / toRate, 1);
        }

        if (fromRate < 2L * lower)
        {
            return (1, 2);
        }

        var down = 1;
        while (fromRate / (4 * down) >= lower)
        {
            down *= 2;
        }

        return (down, 1);
    }
}
