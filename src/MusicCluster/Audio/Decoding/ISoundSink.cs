namespace MusicCluster.Audio.Decoding;

/// <summary>Takes the sound of a file while it is decoded, so that no more of it need be in memory than one block.</summary>
internal interface ISoundSink
{
    /// <summary>Called once before the first block.</summary>
    /// <param name="sampleRate">The file's own, in Hz.</param>
    /// <param name="channelCount">Values per frame.</param>
    void Start(int sampleRate, int channelCount);

    /// <summary>Called for each block in order of time.</summary>
    /// <param name="interleaved">Finite values, full scale ±1, shape [frames, channels]; overwritten after the call.</param>
    void Take(ReadOnlySpan<float> interleaved);
}
