using MusicCluster.Audio.Decoding;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Audio.Tags;

/// <summary>Remembers the tags of files by their content, so that each file is opened for them once.</summary>
public sealed class TagIndex
{
    private static readonly string[] Columns = ["sha256", "title", "artist", "genre", "year"];
    private readonly string indexPath;
    private readonly Dictionary<string, AudioTags> known = new(StringComparer.Ordinal);
    private bool isChanged;

    /// <summary>Opens the index; one that is missing or damaged is empty.</summary>
    public TagIndex(string indexPath)
    {
        this.indexPath = indexPath;
        try
        {
            foreach (var row in File.Exists(indexPath) ? CsvTable.Read(indexPath).Rows : [])
            {
                known[row[0]] = new AudioTags(row[1], row[2], row[3], row[4]);
            }
        }
        catch (Exception error) when (error is UserException or IndexOutOfRangeException)
        {
            known.Clear();
        }
    }

    /// <summary>The tags of each file, in order.</summary>
    /// <param name="files">Path and SHA-256 of each.</param>
    /// <param name="threadCount">How many are opened side by side.</param>
    /// <param name="progress">Told the number of files opened.</param>
    /// <param name="cancellation">Stops between two files.</param>
    public IReadOnlyList<AudioTags> Of(
        IReadOnlyList<(string Path, string Sha256)> files, int threadCount, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        var unknown = files.Where(file => !known.ContainsKey(file.Sha256)).DistinctBy(file => file.Sha256).ToList();
        var found = new AudioTags[unknown.Count];
        var doneCount = 0;
        Parallel.For(0, unknown.Count, new ParallelOptions { MaxDegreeOfParallelism = threadCount, CancellationToken = cancellation }, i =>
        {
            found[i] = AudioHeader.Read(unknown[i].Path, cancellation).Tags;
            progress.Report(new StageProgress("reading tags", Interlocked.Increment(ref doneCount), unknown.Count, "files"));
        });
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

        var table = new CsvTable(Columns);
        foreach (var (sha256, tags) in known.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            table.Add(sha256, tags.Title, tags.Artist, tags.Genre, tags.Year);
        }

        table.Write(indexPath);
    }
}
