namespace MusicCluster.Audio.Decoding.Managed;

/// <summary>
/// Sound that is decoded block by block, as runs of any length:
/// <c>blocks → without the encoder's delay and padding → frames</c>.
/// </summary>
/// <param name="sampleRate">In Hz.</param>
/// <param name="channelCount">Channels of every frame.</param>
/// <param name="skip">Frames at the start that only fill the decoder's filters.</param>
/// <param name="limit">Frames that count after those; <see cref="long.MaxValue"/> where no header says.</param>
internal abstract class SoundReader(int sampleRate, int channelCount, long skip = 0, long limit = long.MaxValue)
{
    private readonly long total = limit;
    private ReadOnlyMemory<float> block;
    private long skipCount = skip;
    private long leftCount = limit;
    private bool isOver;

    public int SampleRate { get; } = sampleRate;

    public int ChannelCount { get; } = channelCount;

    /// <summary>Whether the sound ended at data that cannot be decoded.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Frames of the whole file without decoding it, 0 if that cannot be known.</summary>
    public virtual long FrameCount => total == long.MaxValue ? 0 : total;

    /// <summary>Fills a run of frames; it is shorter only at the end.</summary>
    /// <param name="interleaved">Room for frames of <see cref="ChannelCount"/> values.</param>
    /// <returns>Frames.</returns>
    public int Read(Span<float> interleaved)
    {
        var wanted = (int)Math.Min(interleaved.Length / ChannelCount, leftCount);
        var count = 0;
        while (count < wanted && Fill())
        {
            var taken = Math.Min(block.Length / ChannelCount, wanted - count);
            block.Span[..(taken * ChannelCount)].CopyTo(interleaved[(count * ChannelCount)..]);
            block = block[(taken * ChannelCount)..];
            count += taken;
        }

        leftCount -= count;
        return count;
    }

    /// <summary>Decodes the next block, whole frames or none; false at the end.</summary>
    protected abstract bool Next(out ReadOnlyMemory<float> decoded);

    private bool Fill()
    {
        while (block.IsEmpty && !isOver)
        {
            try
            {
                isOver = !Next(out var next);

                var skipped = (int)Math.Min(skipCount, next.Length / ChannelCount);
                skipCount -= skipped;
                block = next[(skipped * ChannelCount)..];
            }
            catch (Exception error) when (error is not (OperationCanceledException or TimeoutException or IOException))
            {
                // What a decoder throws at broken data is of any type; the sound before it counts.
                IsDamaged = isOver = true;
            }
        }

        return !block.IsEmpty;
    }
}
