namespace MusicCluster.Corpus;

/// <summary>
/// All files below a folder, through links too, each real folder once: a link to a folder above ends there. A link to
/// nothing is listed, so that it is missed by name and not in silence.
/// </summary>
internal static class FileTree
{
    private const int LinkLimit = 40;

    private static readonly EnumerationOptions Here = new()
    {
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
    };

    public static IEnumerable<string> Files(string folder)
    {
        var root = new DirectoryInfo(folder);
        return Files(root, RealPath(root.FullName), new HashSet<string>(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Files(DirectoryInfo folder, string realPath, HashSet<string> visited)
    {
        if (!visited.Add(realPath))
        {
            yield break;
        }

        // Real folders before links, so that a file's path is its own wherever it has one inside.
        foreach (var entry in folder.EnumerateFileSystemInfos("*", Here).OrderBy(entry => entry.LinkTarget is not null).ThenBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry is DirectoryInfo below)
            {
                var real = below.LinkTarget is null ? Path.Combine(realPath, below.Name) : RealPath(below.FullName);
                foreach (var file in Files(below, real, visited))
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
