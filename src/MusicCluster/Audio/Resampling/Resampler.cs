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

    /// <summary>First input sample and number of samples that so many output samples from <paramref name="first"/> on depend on.</summary>
    internal (int First, int Count) Needs(int first, int count)
    {
        if (polyphase is not null)
        {
            (first, count) = Between(first, count);
        }

        for (var stage = filters.Length - 1; stage >= 0; stage--)
        {
            (first, count) = filters[stage].Needs(first, count);
        }

        return (first, count);
    }

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

        Resample(samples, 0, 0, output, scratch);
    }

    /// <summary>Resamples a stretch of a signal.</summary>
    /// <param name="samples">At least what <see cref="Needs"/> says; what lies before and behind them counts as silence.</param>
    /// <param name="origin">Index of the first of <paramref name="samples"/> in the signal.</param>
    /// <param name="first">Index of the first output sample, a multiple of 2.</param>
    /// <param name="output">Receives the output samples from there on.</param>
    /// <param name="scratch">Working memory of this thread.</param>
    internal void Resample(ReadOnlySpan<float> samples, int origin, int first, Span<float> output, ResamplerScratch scratch)
    {
        if (filters.Length == 0)
        {
            samples.Slice(first - origin, output.Length).CopyTo(output);
            return;
        }

        if (polyphase is null)
        {
            Filter(filters.Length - 1, samples, origin, first, output, scratch);
            return;
        }

        var (start, count) = Between(first, output.Length);
        var between = scratch.Between(filters.Length, count);
        Filter(filters.Length - 1, samples, origin, start, between, scratch);
        polyphase.Apply(between, start, first, output);
    }

    // What the polyphase filter reads, from a sample on that the stage before it can begin with.
    private (int First, int Count) Between(int first, int count)
    {
        var (start, length) = polyphase!.Needs(first, count);
        var up = filters[^1].Up;
        return ((int)Math.Floor((double)start / up) * up, length + up);
    }

    // Fills the output of a stage, asking the stages before it for what it needs.
    private void Filter(int stage, ReadOnlySpan<float> samples, int origin, int first, Span<float> destination, ResamplerScratch scratch)
    {
        if (stage == 0)
        {
            filters[0].Apply(samples, origin, first, destination, scratch);
            return;
        }

        var (start, count) = filters[stage].Needs(first, destination.Length);
        var between = scratch.Between(stage, count);
        Filter(stage - 1, samples, origin, start, between, scratch);
        filters[stage].Apply(between, start, first, destination, scratch);
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
