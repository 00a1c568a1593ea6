namespace MusicCluster.Audio.Decoding;

/// <summary>Mixes sound to mono into a buffer.</summary>
internal sealed class MonoSink(SampleBuffer buffer) : ISoundSink
{
    private int channelCount;

    /// <inheritdoc/>
    public void Start(int sampleRate, int channelCount)
    {
        buffer.Clear();
        this.channelCount = channelCount;
    }

    /// <inheritdoc/>
    public void Take(ReadOnlySpan<float> interleaved)
    {
        var count = interleaved.Length / channelCount;
        Downmix.Mean(interleaved, channelCount, buffer.Reserve(count));
        buffer.Advance(count);
    }
}
