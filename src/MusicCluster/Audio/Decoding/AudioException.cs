using MusicCluster.Foundation;

namespace MusicCluster.Audio.Decoding;

/// <summary>An audio file that gives no usable samples; the message carries its name, its size and the reason.</summary>
public sealed class AudioException : UserException
{
    public AudioException(string path, long? byteCount, string reason, Exception? innerException = null)
        : base(Format(path, byteCount, reason), innerException!)
    {
        Path = path;
        ByteCount = byteCount;
        Reason = reason;
    }

    /// <summary>The file as it was asked for.</summary>
    public string Path { get; }

    /// <summary>Its size; null for a file that is not there.</summary>
    public long? ByteCount { get; }

    /// <summary>What is wrong, without name and size.</summary>
    public string Reason { get; }

    /// <summary>
    /// A file that the system does not let us read. Its own message names the absolute path, which differs from folder to folder: the
    /// reason is ours, so that <c>failures.csv</c> is the same everywhere.
    /// </summary>
    internal static AudioException Unreadable(string path, long? byteCount, Exception error) => new(
        path, byteCount, error is UnauthorizedAccessException ? "the file cannot be read: permission is denied." : "the file cannot be read.", error);

    private static string Format(string path, long? byteCount, string reason)
    {
        var size = byteCount is { } count ? $" ({count} bytes)" : "";
        return $"'{System.IO.Path.GetFileName(path)}'{size}: {reason}";
    }
}
