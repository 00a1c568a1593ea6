using MusicCluster.Evaluation.Groups;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Pipeline.Playlists;

/// <summary>
/// A playlist per group, from the tables of a results folder alone: <c>&lt;representation&gt;/&lt;group&gt;-&lt;name&gt;.m3u8</c>. Tracks
/// that belong to no group are in none.
/// </summary>
/// <param name="options">What is wanted.</param>
internal sealed class GroupPlaylists(PlaylistOptions options)
{
    private const int LongestName = 80;

    private readonly RunResult result = RunResult.Open(options.ResultsFolder);
    private readonly HashSet<string> unwritable = [];
    private int fileCount;

    /// <summary>Writes them.</summary>
    /// <returns>How many there are, and how many tracks could not be in one.</returns>
    /// <exception cref="UserException">The folder holds no results, or lacks what is asked for.</exception>
    public static (int FileCount, int UnwritableCount) Write(PlaylistOptions options) => new GroupPlaylists(options).Write();

    private (int FileCount, int UnwritableCount) Write()
    {
        var assignments = result.Assignments;
        var partitions = assignments.Series.Select(series => (Key: PartitionKey.Parse(series.Name), Labels: series.Values))
            .GroupBy(item => item.Key.Representation.ToString()).Where(group => options.Representation.Length == 0 || group.Key == options.Representation)
            .ToList();
        if (partitions.Count == 0)
        {
            var known = assignments.Series.Select(series => PartitionKey.Parse(series.Name).Representation.ToString());
            throw new UserException(options.Representation.Length == 0
                ? $"'{options.ResultsFolder}' has no groups to play."
                : $"Representation '{options.Representation}' is not in '{options.ResultsFolder}'; "
                    + $"the nearest is '{Nearest.To(options.Representation, known)}'.");
        }

        var tracks = Table.Read<TrackRow>(result.Folder);
        RequireAudio(tracks);
        var (primary, names) = (Primary(), Names());
        foreach (var group in partitions)
        {
            var (key, labels) = group.FirstOrDefault(item => primary.Contains(item.Key.ToString()), group.First());
            WriteGroups(key, labels, names.Where(name => name.Key == key).ToDictionary(name => name.Cluster), tracks);
        }

        return (fileCount, unwritable.Count);
    }

    private void WriteGroups(PartitionKey key, IReadOnlyList<int> labels, Dictionary<int, GroupNameRow> names, IReadOnlyList<TrackRow> tracks)
    {
        var points = result.Embedding(key.Representation.ToString());
        if (points.RowCount != tracks.Count || labels.Count != tracks.Count)
        {
            throw new UserException($"'{result.Folder}' has {tracks.Count} tracks, but {points.RowCount} points of '{key.Representation}'; run again.");
        }

        var rows = tracks.Index().ToDictionary(item => item.Item.Id, item => item.Index);
        string[] artists = [.. tracks.Select(track => track.Artist)];
        var folder = Path.Combine(options.OutputFolder, key.Representation.ToString());
        Directory.CreateDirectory(folder);
        foreach (var group in labels.Index().Where(item => item.Item >= 0).GroupBy(item => item.Item, item => item.Index).OrderBy(group => group.Key))
        {
            var name = names.GetValueOrDefault(group.Key);
            int[] exemplars = name is null
                ? []
                : [.. name.Exemplars.Items.Where(rows.ContainsKey).Select(id => rows[id]).Where(row => labels[row] == group.Key)];
            var ordered = GroupOrder.Of(points, [.. group], exemplars).Where(row => IsWritable(tracks[row]));
            var chosen = GroupOrder.Limited(ordered, artists, options.MaxPerArtist, options.Limit);
            var path = Path.Combine(folder, FileName(group.Key, name?.Name ?? ""));
            AtomicFile.WriteText(path, Playlist.Format(chosen.Select(row => Entry(folder, tracks[row]))));
            fileCount++;
        }
    }

    /// <summary>The group's number makes it distinct, and no reserved word; its name is for the eye.</summary>
    internal static string FileName(int group, string name)
    {
        var safe = string.Join('-', string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return $"group-{group}{(safe.Length == 0 ? "" : "-")}{safe[..Math.Min(safe.Length, LongestName)].TrimEnd('-')}{Playlist.Extension}";
    }

    private PlaylistEntry Entry(string folder, TrackRow track) => new(
        Path.GetRelativePath(folder, Path.Combine(options.AudioFolder, track.Path)).Replace(Path.DirectorySeparatorChar, '/'),
        track.Seconds, track.Artist, track.Title);

    private bool IsWritable(TrackRow track)
    {
        var isWritable = Playlist.CanHold(track.Path);
        if (!isWritable)
        {
            unwritable.Add(track.Id);
        }

        return isWritable;
    }

    // One wrong folder makes every line wrong; single files may have gone since the run.
    private void RequireAudio(IReadOnlyList<TrackRow> tracks)
    {
        if (!tracks.Any(track => track.Path.Length > 0))
        {
            throw new UserException($"'{options.ResultsFolder}' is of a table of features; it knows no audio to play.");
        }

        if (!tracks.Any(track => track.Path.Length > 0 && File.Exists(Path.Combine(options.AudioFolder, track.Path))))
        {
            throw new UserException($"None of the tracks, such as '{tracks.First(track => track.Path.Length > 0).Path}', is in '{options.AudioFolder}'; "
                + "set --audio to the folder of the music.");
        }
    }

    // The partitions that have silhouettes: those of the clusterer that was fixed beforehand.
    private HashSet<string> Primary() => File.Exists(Table.PathIn<SilhouetteRow>(result.Folder))
        ? [.. Table.ReadWide<SilhouetteRow, double>(result.Folder).Series.Select(series => series.Name[..series.Name.LastIndexOf('/')])]
        : [];

    private IReadOnlyList<GroupNameRow> Names()
    {
        var path = Table.PathIn<ClusterRow>(result.Folder);
        return File.Exists(path) ? Table.ReadWideFile<GroupNameRow, string>(path).Rows : [];
    }
}

/// <summary>Which playlists are wanted.</summary>
/// <param name="ResultsFolder">A folder of results.</param>
/// <param name="AudioFolder">What the paths of its tracks are relative to.</param>
/// <param name="OutputFolder">Gets a folder per representation.</param>
internal sealed record PlaylistOptions(string ResultsFolder, string AudioFolder, string OutputFolder)
{
    /// <summary>The representation whose groups are wanted; empty for all.</summary>
    public string Representation { get; init; } = "";

    /// <summary>Tracks of one artist in a playlist at most; 0 for any number.</summary>
    public int MaxPerArtist { get; init; }

    /// <summary>Tracks of a playlist at most; 0 for all.</summary>
    public int Limit { get; init; }
}

/// <summary>What a playlist needs of a row of <c>clusters.csv</c>.</summary>
internal sealed record GroupNameRow(
    [Columns] PartitionKey Key,
    [Column("cluster", "The group, as in assignments.csv.")] int Cluster,
    [Column("name", "What it is called.")] string Name,
    [Column("exemplars", "Ids of tracks, the medoid first, separated by semicolons.")] TextList Exemplars);
