using System.Text.RegularExpressions;

namespace MusicCluster.Foundation.Files;

/// <summary>Distinguishes a full disk from other write errors, and reports it in one sentence.</summary>
internal static partial class DiskFull
{
    // The system's own numbers: no space left, quota exceeded, file too large.
    private const int NoSpace = 28;
    private const int Quota = 122;
    private const int TooLarge = 27;

    /// <summary>Whether an error means that there is no room.</summary>
    public static bool IsCauseOf(Exception error) => error is IOException { HResult: NoSpace or Quota or TooLarge };

    /// <summary>The sentence for a file that did not fit.</summary>
    /// <param name="path">The file.</param>
    /// <param name="byteCount">How much of it there was to write when it failed; 0 where that is not known.</param>
    /// <param name="error">What the system said.</param>
    public static UserException For(string path, long byteCount, Exception error) => new(
        $"'{path}' needs "
        + (byteCount > 0
            ? $"{ByteSize.Format(byteCount)} or more and its disk has {Free(path)} free"
            : $"more than the {Free(path)} that its disk has free")
        + "; make room and run the same command again: finished stages are kept.",
        error);

    /// <summary>The sentence for an error that says itself which file it was.</summary>
    public static UserException For(Exception error) =>
        For(PathIn().Match(error.Message) is { Success: true } match ? match.Groups[1].Value : Path.GetTempPath(), 0, error);

    private static string Free(string path) => ByteSize.Format(FreeDisk.Of(path));

    [GeneratedRegex("'(/[^']*)'")]
    private static partial Regex PathIn();
}
