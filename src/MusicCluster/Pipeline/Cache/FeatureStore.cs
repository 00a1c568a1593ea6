using MusicCluster.Corpus;
using MusicCluster.Features;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;

namespace MusicCluster.Pipeline.Cache;

/// <summary>
/// The rows of every audio file heard, by the digests of the settings and of the file's content:
/// <c>&lt;cache&gt;/features-by-file/&lt;settings&gt;/&lt;two digits&gt;/&lt;content&gt;</c>.
/// </summary>
/// <remarks>A file's name and place are not part of it: one that is renamed or moved has been heard. Nothing is removed here.</remarks>
/// <param name="cacheRoot">Folder of the cache.</param>
/// <param name="settings">Digest of all that the rows depend on besides the file.</param>
/// <param name="contents">SHA-256 of each track's file, by the track's id.</param>
/// <param name="digests">Tells whether a file is still the same.</param>
internal sealed class FeatureStore(
    string cacheRoot, string settings, IReadOnlyDictionary<string, string> contents, FileDigestIndex digests) : IFeatureStore
{
    private const string FolderName = "features-by-file";

    private readonly string folder = Path.Combine(cacheRoot, FolderName, settings);
    private long knownCount;

    /// <summary>Tracks that had been heard.</summary>
    public long KnownCount => Interlocked.Read(ref knownCount);

    /// <summary>Files that are kept in a cache, and their bytes.</summary>
    public static (long FileCount, long ByteCount) Size(string cacheRoot)
    {
        var root = new DirectoryInfo(Path.Combine(cacheRoot, FolderName));
        return root.Exists
            ? root.EnumerateFiles("*", SearchOption.AllDirectories).Aggregate((0L, 0L), (sum, file) => (sum.Item1 + 1, sum.Item2 + file.Length))
            : (0, 0);
    }

    /// <summary>Clears away what killed runs left half written.</summary>
    public void Tidy() => Leftovers.Remove(folder);

    /// <inheritdoc/>
    public bool TryRead(Track track, FeatureRows rows)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(PathOf(track));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Not there, or not to be had: the file itself is.
            return false;
        }

        if (!FeatureRowsFile.TryRead(bytes, track, rows))
        {
            return false;
        }

        Interlocked.Increment(ref knownCount);
        return true;
    }

    /// <inheritdoc/>
    public bool Write(Track track, FeatureRows rows)
    {
        if (digests.Of(track.AudioPath)?.Sha256 != contents[track.Id])
        {
            return false;
        }

        var path = PathOf(track);
        try
        {
            // A digest tells an entry that a loss of power has emptied: to wait for the disk after each song would take longer than the song.
            AtomicFile.Write(path, stream => FeatureRowsFile.Write(stream, rows), isDurable: false);
            return true;
        }
        catch (UnauthorizedAccessException error)
        {
            throw new UserException($"'{path}' cannot be written: {error.Message}", error);
        }
    }

    private string PathOf(Track track) => Path.Combine(folder, contents[track.Id][..2], contents[track.Id]);
}
