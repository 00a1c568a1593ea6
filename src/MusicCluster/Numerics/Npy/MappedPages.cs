using System.Runtime.InteropServices;

namespace MusicCluster.Numerics.Npy;

/// <summary>Hands the pages of a mapped file back to the system once enough of them have been read.</summary>
/// <remarks>
/// Pages of a mapped file count as the process's memory until the system needs them; on a machine with room that is the whole file.
/// Given back, they stay in the system's file cache, and views of them stay valid: the next look brings a page back.
/// </remarks>
internal sealed unsafe partial class MappedPages(byte* start, long length)
{
    /// <summary>Bytes read after which pages are given back.</summary>
    public const long Limit = 128L << 20;

    private const int NotNeeded = 4;
    private long readSince;

    /// <summary>Counts bytes that are about to be read; any thread may.</summary>
    public void Count(long bytes)
    {
        if (Interlocked.Add(ref readSince, bytes) > Limit && OperatingSystem.IsLinux())
        {
            Interlocked.Exchange(ref readSince, 0);
            // A refusal costs memory and nothing else.
            _ = AdviseMemory((nint)start, (nuint)length, NotNeeded);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int AdviseMemory(nint address, nuint length, int advice);
}
