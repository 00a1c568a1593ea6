using MusicCluster.Audio.Decoding;

namespace MusicCluster.Audio.Resampling;

/// <summary>Resamples a signal that comes in blocks, in memory that does not depend on its length.</summary>
/// <remarks>The output does not depend on how the input is cut: it is always made <paramref name="chunkLength"/> samples at a time.</remarks>
/// <param name="toRate">In Hz.</param>
/// <param name="chunkLength">Output samples at a time, even.</param>
internal sealed class ResamplerStream(int toRate, int chunkLength)
{
    private readonly ResamplerScratch scratch = new();
    private readonly SampleWindow input = new();
    private Resampler resampler = Resampler.For(toRate, toRate);
    private int made;

    /// <summary>Begins a new signal.</summary>
    /// <param name="fromRate">In Hz.</param>
    public void Start(int fromRate)
    {
        resampler = Resampler.For(fromRate, toRate);
        input.Clear();
        made = 0;
    }

    /// <summary>Room for the next samples of the signal; <see cref="Advance"/> says how many there were.</summary>
    public Span<float> Reserve(int length) => input.Reserve(length);

    /// <summary>Takes samples, and appends what can be made by now.</summary>
    public void Advance(int length, SampleWindow output)
    {
        input.Advance(length);
        while (true)
        {
            var (first, count) = resampler.Needs(made, chunkLength);
            if (first + (long)count > input.End)
            {
                return;
            }

            Make(chunkLength, output);
            input.DropBefore(Math.Max(resampler.Needs(made, chunkLength).First, 0));
        }
    }

    /// <summary>Appends the rest: behind the end is silence.</summary>
    public void Complete(SampleWindow output)
    {
        for (var left = resampler.OutputLength(input.End) - made; left > 0; left -= chunkLength)
        {
            Make(Math.Min(left, chunkLength), output);
        }
    }

    private void Make(int count, SampleWindow output)
    {
        // Exactly what the chunk depends on: more would change its last bits.
        var (first, length) = resampler.Needs(made, count);
        var start = Math.Max(first, input.Start);
        var needed = input.Between(start, Math.Min(first + length, input.End));
        resampler.Resample(needed, start, made, output.Reserve(count), scratch);
        output.Advance(count);
        made += count;
    }
}
