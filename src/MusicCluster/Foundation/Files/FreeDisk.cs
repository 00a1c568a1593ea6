namespace MusicCluster.Foundation.Files;

/// <summary>Looks before it writes.</summary>
internal static class FreeDisk
{
    /// <summary>Bytes that we may still write where a file goes.</summary>
    public static long Of(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        while (!Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return new DriveInfo(folder).AvailableFreeSpace;
    }

    /// <summary>Makes sure that a file fits.</summary>
    /// <param name="path">Where it goes.</param>
    /// <param name="byteCount">What it will take.</param>
    /// <param name="advice">What else helps than to make room.</param>
    /// <exception cref="UserException">It does not; the sentence says how much is missing.</exception>
    public static void Require(string path, long byteCount, string advice = "run the same command again: finished stages are kept")
    {
        var free = Of(path);
        if (byteCount > free)
        {
            throw new UserException($"'{path}' needs {ByteSize.Format(byteCount)} more and the disk has {ByteSize.Format(free)} free; make room and {advice}.");
        }
    }
}
