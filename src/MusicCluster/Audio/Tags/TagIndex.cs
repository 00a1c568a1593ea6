using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Audio.Tags;

/// <summary>Remembers the tags of files by their content, so that each file is opened for them once.</summary>
internal sealed class TagIndex
{
    private readonly string indexPath;
    private readonly Dictionary<string, AudioTags> known = new(StringComparer.Ordinal);
    private bool isChanged;

    /// <summary>Opens the index; one that is missing or damaged is empty.</summary>
    public TagIndex(string indexPath)
    {
        this.indexPath = indexPath;
        try
        {
            foreach (var row in File.Exists(indexPath) ? Table.ReadFile<Row>(indexPath) : [])
            {
                known[row.Sha256] = row.Tags;
            }
        }
        catch (Exception error) when (error is UserException)
        {
            known.Clear();
        }
    }

    /// <summary>The tags of each file, in order.</summary>
    /// <param name="files">Path and SHA-256 of each.</param>
    /// <param name="threadCount">How many are opened side by side.</param>
    /// <param name="progress">Receives the number of files opened.</param>
    /// <param name="cancellation">Stops between two files.</param>
    public IReadOnlyList<AudioTags> Of(
        IReadOnlyList<(string Path, string Sha256)> files, int threadCount, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        var unknown = files.Where(file => !known.ContainsKey(file.Sha256)).DistinctBy(file => file.Sha256).ToList();
        var found = new AudioTags[unknown.Count];
        var doneCount = 0;
        Workers.For(unknown.Count, i =>
        {
            found[i] = TagFile.Tags(unknown[i].Path, cancellation);
            progress.Report(new StageProgress("reading tags", Interlocked.Increment(ref doneCount), unknown.Count, "files"));
        }, cancellation);
        for (var i = 0; i < unknown.Count; i++)
        {
            known[unknown[i].Sha256] = found[i];
            isChanged = true;
        }

        return [.. files.Select(file => known[file.Sha256])];
    }

    /// <summary>Writes the index if it has learned anything.</summary>
    public void Save()
    {
        if (!isChanged)
        {
            return;
        }

        Table.WriteFile(indexPath, known.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => new Row(item.Key, item.Value)));
    }

    [Table("tags.csv", "The tags of every file that was read, by its content.", Stage = "cache")]
    private sealed record Row([Column("sha256", "Digest of the file.")] string Sha256, [Columns] AudioTags Tags);
}
