using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;

namespace MusicCluster.Pipeline.Cache;

/// <summary>The folders in which a stage's output is in the making: <c>.&lt;key&gt;.partial</c>, and one more for each copy that races for it.</summary>
/// <param name="stageFolder">The stage's folder in the cache.</param>
/// <param name="key">The output's key.</param>
internal sealed class WorkFolders(string stageFolder, string key)
{
    /// <summary>Gone when somebody took the folder away while it was written, after which its content is not whole.</summary>
    private const string Marker = ".owner";

    /// <summary>The folder of whoever holds the lock.</summary>
    public string Locked => Path.Combine(stageFolder, $".{key}.partial");

    /// <summary>Makes a new folder for a racing copy.</summary>
    public string CreateOwn()
    {
        var folder = Path.Combine(stageFolder, $".{key}.{Guid.NewGuid():N}.partial");
        Directory.CreateDirectory(folder);
        Mark(folder);
        return folder;
    }

    /// <summary>Begins the work in a folder.</summary>
    public static void Mark(string folder) => File.Create(Path.Combine(folder, Marker)).Dispose();

    /// <summary>Ends the work in a folder.</summary>
    /// <exception cref="UserException">The folder was taken away meanwhile.</exception>
    public static void Close(string own)
    {
        var marker = Path.Combine(own, Marker);
        if (!File.Exists(marker))
        {
            throw new UserException($"'{own}' was removed while it was written; run the same command again.");
        }

        File.Delete(marker);
    }

    /// <summary>Copies what the furthest other copy has saved, so that a piece of work goes on where a killed one was.</summary>
    public void Adopt(string own)
    {
        var saved = Others(own).SelectMany(folder => Saved(new DirectoryInfo(folder))).ToList();
        var newest = saved.MaxBy(file => file.LastWriteTimeUtc)?.DirectoryName;
        foreach (var file in saved.Where(file => file.DirectoryName == newest))
        {
            try
            {
                using var source = file.OpenRead();
                AtomicFile.Write(Path.Combine(own, file.Name), source.CopyTo);
            }
            catch (IOException)
            {
                // Its owner lives and has just ended or saved again: then we begin with what we have.
            }
        }
    }

    /// <summary>Removes every folder of this key: the output is there.</summary>
    public void RemoveAll()
    {
        foreach (var folder in Others(""))
        {
            TryRemove(folder);
        }
    }

    /// <summary>Removes a folder; what a process on another machine holds open stays.</summary>
    public static void TryRemove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static IEnumerable<FileInfo> Saved(DirectoryInfo folder)
    {
        try
        {
            return folder.GetFiles().Where(file => file.Name != Marker && file.Extension != ".tmp");
        }
        catch (IOException)
        {
            return [];
        }
    }

    private IEnumerable<string> Others(string own) => Directory.Exists(stageFolder)
        ? Directory.GetDirectories(stageFolder, $".{key}*.partial").Where(folder => folder != own)
        : [];
}
