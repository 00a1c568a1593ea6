namespace MusicCluster.Corpus.Archives;

/// <summary>What an archive may claim before it is taken for a bomb.</summary>
internal sealed record ArchiveLimits
{
    /// <summary>Entries in all; FMA's largest archive has 106,576.</summary>
    public int EntryCount { get; init; } = 1_000_000;

    /// <summary>Bytes of one file; FMA's largest are its tables of 1 GB.</summary>
    public long FileBytes { get; init; } = 4L << 30;

    /// <summary>Times that a file may be larger than its compressed form, beyond <see cref="RatioFreeBytes"/>.</summary>
    public double Ratio { get; init; } = 100;

    /// <summary>Files up to this size may be compressed as well as they like: 30 s of silence are.</summary>
    public long RatioFreeBytes { get; init; } = 16L << 20;
}
