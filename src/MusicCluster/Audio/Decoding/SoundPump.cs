using MusicCluster.Numerics.Simd;

namespace MusicCluster.Audio.Decoding;

/// <summary>Carries sound from a decoder to whoever takes it, block by block.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="byteCount">Its size, for messages.</param>
/// <param name="watch">Runs while the decoder is at work, and stands while the sink is.</param>
internal sealed class SoundPump(string path, long byteCount, DecodeWatch watch)
{
    // Small enough to stay in the cache between decoding and whatever comes next; often enough to look at the clock.
    private const int ChunkValues = 16_384;

    /// <summary>Fills a run of interleaved frames and says how many there were; fewer than asked for at the end.</summary>
    public delegate int FrameReader(Span<float> interleaved);

    /// <summary>Hands frames on until there are enough of them.</summary>
    /// <param name="sink">Takes them; must have been started.</param>
    /// <param name="channelCount">At least 1.</param>
    /// <param name="wanted">Frames at most.</param>
    /// <param name="read">Gives the frames.</param>
    /// <returns>Frames handed on, and whether they ended before.</returns>
    /// <exception cref="AudioException">A value is not finite.</exception>
    public (long FrameCount, bool IsAtEnd) Run(ISoundSink sink, int channelCount, long wanted, FrameReader read)
    {
        Span<float> chunk = new float[ChunkValues / channelCount * channelCount];
        var total = 0L;
        while (total < wanted)
        {
            var frames = (int)Math.Min(chunk.Length / channelCount, wanted - total);
            var part = chunk[..(frames * channelCount)];
            var count = Math.Clamp(read(part), 0, frames);
            watch.Pause();
            Take(sink, part[..(count * channelCount)], channelCount, total);
            watch.Resume();
            total += count;
            if (count < frames)
            {
                return (total, true);
            }
        }

        return (total, false);
    }

    private void Take(ISoundSink sink, ReadOnlySpan<float> part, int channelCount, long firstFrame)
    {
        // One pass meets every value: a sum is finite only if all are.
        if (!double.IsFinite(LaneSum.Of(part)))
        {
            var index = part.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
            if (index >= 0)
            {
                throw new AudioException(path, byteCount, $"sample {firstFrame + (index / channelCount)} is not finite ({part[index]}).");
            }
        }

        if (!part.IsEmpty)
        {
            sink.Take(part);
        }
    }
}
