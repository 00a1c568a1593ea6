namespace MusicCluster.Foundation.Files;

/// <summary>The file that a path leads to in the end: length and time of change of a link say nothing of what it points at.</summary>
internal static class FileTarget
{
    /// <summary>The file itself, or the last target of its links, which may be missing.</summary>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static FileInfo Of(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
    }

    /// <summary>Whether reading it gives bytes; pipes and devices have no length either, and reading one could go on for ever.</summary>
    public static bool HasBytes(string path)
    {
        try
        {
            return Of(path) is { Exists: true, Length: > 0 };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
