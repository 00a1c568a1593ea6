namespace MusicCluster.Foundation.Downloads;

/// <summary>A fault that may be over in a moment.</summary>
internal sealed class TransientDownloadException(string message, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How long the server asks us to wait.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>A mirror that does not have the file.</summary>
internal sealed class MirrorException(string message) : Exception(message);
