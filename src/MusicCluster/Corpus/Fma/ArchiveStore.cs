using System.Globalization;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Downloads;
using MusicCluster.Foundation.Files;

namespace MusicCluster.Corpus.Fma;

/// <summary>Provides archives, from a local folder or the network.</summary>
/// <param name="folder">Where downloads go.</param>
/// <param name="localFolder">A folder that may hold archives already, or null.</param>
/// <param name="options">Mirrors and hashes.</param>
/// <param name="downloader">Fetches what no folder has.</param>
internal sealed class ArchiveStore(string folder, string? localFolder, DownloadOptions options, Downloader downloader)
{
    /// <summary>Path of an archive that is whole.</summary>
    /// <exception cref="UserException">It cannot be had, or a local copy is another file.</exception>
    public string Get(string name)
    {
        var file = FmaArchives.Find(name, options.Files);
        if (localFolder is not null && Path.Combine(localFolder, name) is var local && File.Exists(local))
        {
            return Checked(local, file);
        }

        var target = Path.Combine(folder, name);
        downloader.Fetch(new Download([.. options.Mirrors.Select(mirror => new Uri(mirror.TrimEnd('/') + "/" + name))], target, file.Bytes, file.Sha1));
        return target;
    }

    /// <summary>A copy that somebody else made is hashed once; a note in our own folder remembers that it was right.</summary>
    private string Checked(string path, ArchiveFile file)
    {
        var info = new FileInfo(path);
        var note = Path.Combine(folder, $"{file.Name}.checked");
        var seen = string.Create(CultureInfo.InvariantCulture, $"{path}\n{info.Length}\n{info.LastWriteTimeUtc.Ticks}\n{file.Sha1}\n");
        if (File.Exists(note) && File.ReadAllText(note) == seen)
        {
            return path;
        }

        if (file.Bytes is { } expected && info.Length != expected)
        {
            throw new UserException($"'{path}' has {info.Length} bytes; {file.Name} has {expected}. Remove it, and it is fetched.");
        }

        var sha1 = Digest.Sha1OfFile(path);
        if (!string.Equals(sha1, file.Sha1, StringComparison.OrdinalIgnoreCase))
        {
            throw new UserException($"'{path}' has SHA-1 {sha1}; {file.Name} has {file.Sha1}. Remove it, and it is fetched.");
        }

        AtomicFile.WriteText(note, seen);
        return path;
    }
}
