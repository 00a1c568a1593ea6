using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Corpus;

/// <summary>
/// Remembers the SHA-256 of files by path, size and time of change, as git's index does, so that an unchanged corpus is
/// recognized without reading it.
/// </summary>
internal sealed class FileDigestIndex
{
    private readonly string indexPath;
    private readonly Dictionary<string, Entry> entries;
    private bool isChanged;

    /// <summary>Opens the index; one that is missing or damaged is empty.</summary>
    public FileDigestIndex(string indexPath)
    {
        this.indexPath = indexPath;
        entries = Load(indexPath);
    }

    /// <summary>Size and digest of each file, in order; null where a file is missing or cannot be read.</summary>
    public IReadOnlyList<Entry?> Of(
        IReadOnlyList<string> paths, int threadCount, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        var results = new Entry?[paths.Count];
        var doneCount = 0;
        Workers.For(paths.Count, i =>
        {
            results[i] = Look(paths[i]);
            progress.Report(new StageProgress("reading files", Interlocked.Increment(ref doneCount), paths.Count, "files"));
        }, cancellation);
        for (var i = 0; i < paths.Count; i++)
        {
            if (results[i] is { } entry && (!entries.TryGetValue(paths[i], out var known) || known != entry))
            {
                entries[paths[i]] = entry;
                isChanged = true;
            }
        }

        return results;
    }

    /// <summary>Size and digest of one file; null where it is missing or cannot be read. May be called by several threads.</summary>
    public Entry? Of(string path) => Look(path);

    /// <summary>Writes the index if it has learned anything.</summary>
    public void Save()
    {
        if (!isChanged)
        {
            return;
        }

        Table.WriteFile(
            indexPath, entries.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => new Row(item.Key, item.Value)));
    }

    private Entry? Look(string path)
    {
        try
        {
            var file = FileTarget.Of(path);
            if (!file.Exists)
            {
                return null;
            }

            var changed = file.LastWriteTimeUtc.Ticks;
            if (entries.TryGetValue(path, out var known) && known.ByteCount == file.Length && known.ChangedTicks == changed)
            {
                return known;
            }

            return new Entry(file.Length, changed, file.Length == 0 ? Digest.OfText("") : Digest.OfFile(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Dictionary<string, Entry> Load(string path)
    {
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        try
        {
            foreach (var row in File.Exists(path) ? Table.ReadFile<Row>(path) : [])
            {
                entries[row.Path] = row.Entry;
            }
        }
        catch (Exception error) when (error is UserException)
        {
            entries.Clear();
        }

        return entries;
    }

    /// <summary>What is known of a file.</summary>
    public sealed record Entry(
        [Column("bytes", "Its length.")] long ByteCount,
        [Column("changed", "Its time of change, in ticks of UTC.")] long ChangedTicks,
        [Column("sha256", "Its digest.")] string Sha256)
    {
        /// <summary>Stands for the audio of a table of features, which has none.</summary>
        public static Entry Nothing { get; } = new(0, 0, "");
    }

    [Table("files.csv", "The digest of every file that was read, so that an unchanged one is not read again.", Stage = "cache")]
    private sealed record Row([Column("path", "Absolute.")] string Path, [Columns] Entry Entry);
}
