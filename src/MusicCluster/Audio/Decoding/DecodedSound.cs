namespace MusicCluster.Audio.Decoding;

/// <summary>What became of a file that was decoded.</summary>
/// <param name="SampleRate">The file's own, in Hz.</param>
/// <param name="DurationSeconds">Of the whole file, as far as its header or its end shows.</param>
/// <param name="HeardSeconds">Decoded and handed on.</param>
/// <param name="IsCutOff">Whether the sound ended before the file's header or its coding says it should.</param>
internal readonly record struct DecodedSound(int SampleRate, double DurationSeconds, double HeardSeconds, bool IsCutOff)
{
    // Headers of compressed sound count whole blocks: what is missing must be more than a few of them.
    private const double MissingSeconds = 1;

    /// <summary>Puts together what a decoder knows after its last block.</summary>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="heard">Frames that were handed on, and whether they were all that there are.</param>
    /// <param name="headerFrameCount">Frames that the header promises, 0 if it does not say.</param>
    /// <param name="isDamaged">Whether the sound ended at data that cannot be decoded.</param>
    public static DecodedSound Of(int sampleRate, (long FrameCount, bool IsAtEnd) heard, long headerFrameCount, bool isDamaged)
    {
        var frameCount = heard.IsAtEnd ? heard.FrameCount : Math.Max(headerFrameCount, heard.FrameCount);
        var isShort = heard.IsAtEnd && headerFrameCount - heard.FrameCount > MissingSeconds * sampleRate;
        return new DecodedSound(
            sampleRate, (double)frameCount / sampleRate, (double)heard.FrameCount / sampleRate, heard.IsAtEnd && (isDamaged || isShort));
    }
}
