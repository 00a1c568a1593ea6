namespace MusicCluster.Audio.Decoding;

/// <summary>The limits within which a file's header is believed.</summary>
internal static class AudioLimits
{
    private const int MinimumRate = 1000;
    private const int MaximumRate = 768_000;
    private const int MaximumChannels = 64;

    /// <exception cref="AudioException">Rate or channels are outside what sound has.</exception>
    public static void Check(string path, long byteCount, int sampleRate, int channelCount)
    {
        if (sampleRate is < MinimumRate or > MaximumRate)
        {
            throw new AudioException(path, byteCount, $"its sample rate is {sampleRate} Hz; {MinimumRate} to {MaximumRate} are read.");
        }

        if (channelCount is < 1 or > MaximumChannels)
        {
            throw new AudioException(path, byteCount, $"it has {channelCount} channels; 1 to {MaximumChannels} are read.");
        }
    }

    /// <summary>Samples in so many seconds, never more than an array holds.</summary>
    public static long SampleCount(double seconds, int sampleRate) =>
        (long)Math.Min(Math.Ceiling(Math.Max(seconds, 0) * sampleRate), Array.MaxLength / 2);

    public static AudioException TooSlow(string path, long byteCount, AudioDecodeOptions options) =>
        new(path, byteCount, $"decoding took more than {options.TimeLimitSeconds} s and was stopped.");
}
