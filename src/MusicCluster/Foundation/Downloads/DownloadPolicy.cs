namespace MusicCluster.Foundation.Downloads;

/// <summary>How patient a download is.</summary>
internal sealed record DownloadPolicy
{
    /// <summary>Attempts in a row that brought nothing before a mirror is given up.</summary>
    public int AttemptCount { get; init; } = 6;

    /// <summary>Pause after the first failure; doubled, with jitter, after each further one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause, also for a server that asks for more.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A connection that brings nothing for this long is dropped.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether plain http is allowed, for a mirror on one's own network.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>Disk that stays free beyond the file itself.</summary>
    public long SpareBytes { get; init; } = 256L << 20;
}
