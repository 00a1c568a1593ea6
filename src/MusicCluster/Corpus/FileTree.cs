namespace MusicCluster.Corpus;

/// <summary>
/// All files below a folder, through links too, each real folder once: a link to a folder above ends there. A link to
/// nothing is listed, so that it is missed by name and not in silence; so is a folder that may not be read, with a
/// separator at its end.
/// </summary>
internal static class FileTree
{
    private const int LinkLimit = 40;

    private static readonly EnumerationOptions Here = new()
    {
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
    };

    /// <summary>The paths, folder by folder in ordinal order.</summary>
    /// <exception cref="UnauthorizedAccessException">The folder itself may not be read.</exception>
    public static IEnumerable<string> Files(string folder)
    {
        var root = new DirectoryInfo(folder);
        return Files(Entries(root), RealPath(root.FullName), new HashSet<string>(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Files(IReadOnlyList<FileSystemInfo> entries, string realPath, HashSet<string> visited)
    {
        if (!visited.Add(realPath))
        {
            yield break;
        }

        foreach (var entry in entries)
        {
            if (entry is DirectoryInfo below)
            {
                var real = below.LinkTarget is null ? Path.Combine(realPath, below.Name) : RealPath(below.FullName);
                var files = TryEntries(below) is { } inside ? Files(inside, real, visited) : [below.FullName + Path.DirectorySeparatorChar];
                foreach (var file in files)
                {
                    yield return file;
                }
            }
            else
            {
                yield return entry.FullName;
            }
        }
    }

    /// <summary>Real folders before links, so that a file's path is its own wherever it has one inside.</summary>
    private static List<FileSystemInfo> Entries(DirectoryInfo folder) =>
        [.. folder.EnumerateFileSystemInfos("*", Here).OrderBy(entry => entry.LinkTarget is not null).ThenBy(entry => entry.Name, StringComparer.Ordinal)];

    /// <summary>The same, or null where the folder may not be read.</summary>
    private static List<FileSystemInfo>? TryEntries(DirectoryInfo folder)
    {
        try
        {
            return Entries(folder);
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A folder's path without links in any of its parts.</summary>
    private static string RealPath(string path)
    {
        var real = Path.GetPathRoot(path)!;
        var parts = new Stack<string>(path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse());
        var linkCount = 0;
        while (parts.TryPop(out var part))
        {
            var next = Path.GetFullPath(Path.Combine(real, part));
            if (new DirectoryInfo(next).LinkTarget is { } target && linkCount++ < LinkLimit)
            {
                foreach (var step in Path.GetFullPath(target, real).Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse())
                {
                    parts.Push(step);
                }

                real = Path.GetPathRoot(path)!;
            }
            else
            {
                real = next;
            }
        }

        return real;
    }
}
