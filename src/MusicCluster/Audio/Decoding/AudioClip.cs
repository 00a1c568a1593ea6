namespace MusicCluster.Audio.Decoding;

/// <summary>Decoded sound.</summary>
/// <param name="Samples">Mono (mean of the channels), full scale ±1, at the file's own rate; cut to what was asked for.</param>
/// <param name="SampleRate">In Hz.</param>
/// <param name="DurationSeconds">Of the whole file, as far as its header or its end tells.</param>
public sealed record AudioClip(ReadOnlyMemory<float> Samples, int SampleRate, double DurationSeconds)
{
    /// <summary>Decodes the start of a file, or all of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How much is wanted; null for everything.</param>
    /// <param name="cancellation">Stops decoding.</param>
    /// <exception cref="AudioException">The file is missing, empty, unreadable, too short, not finite, or takes too long.</exception>
    public static AudioClip Load(string path, AudioDecodeOptions? options = null, CancellationToken cancellation = default) =>
        AudioDecoder.Decode(path, options, cancellation);

    /// <summary>Samples that somebody has already.</summary>
    /// <param name="samples">Mono, full scale ±1.</param>
    /// <param name="sampleRate">In Hz.</param>
    public static AudioClip Of(ReadOnlyMemory<float> samples, int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        return new AudioClip(samples, sampleRate, (double)samples.Length / sampleRate);
    }
}
