namespace MusicCluster.Audio.Decoding;

/// <summary>How much of a file is decoded and when decoding gives up.</summary>
/// <param name="MaximumSeconds">Seconds from the start that are wanted; the rest of the file is not decoded.</param>
/// <param name="MinimumSeconds">A file with less than this is an <see cref="AudioException"/>.</param>
/// <param name="TimeLimitSeconds">A file that takes longer than this is an <see cref="AudioException"/>.</param>
/// <param name="Backend">Which decoder to use.</param>
public sealed record AudioDecodeOptions(
    double MaximumSeconds = double.PositiveInfinity,
    double MinimumSeconds = 0,
    double TimeLimitSeconds = 30,
    AudioBackend Backend = AudioBackend.Auto)
{
    /// <summary>Everything, by whichever decoder is there.</summary>
    public static AudioDecodeOptions Default { get; } = new();
}
