using MusicCluster.Evaluation;
using MusicCluster.Evaluation.Groups;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Tables;
using MusicCluster.Retrieval;

namespace MusicCluster.Pipeline.Playlists;

/// <summary>
/// A playlist per group, from the tables of a results folder alone: <c>&lt;representation&gt;/&lt;group&gt;-&lt;name&gt;.m3u8</c>. Tracks
/// that belong to no group are in none.
/// </summary>
/// <param name="options">What is wanted.</param>
internal sealed class GroupPlaylists(PlaylistOptions options)
{
    private const int LongestName = 80;

    private readonly FinishedRun run = FinishedRun.Open(options.ResultsFolder);
    private readonly HashSet<string> unwritable = [];

    /// <summary>Writes them.</summary>
    /// <returns>How many there are, and how many tracks could not be in one.</returns>
    /// <exception cref="UserException">The folder holds no results, or lacks what is asked for.</exception>
    public static (int FileCount, int UnwritableCount) Write(PlaylistOptions options)
    {
        var playlists = new GroupPlaylists(options);
        var fileCount = 0;
        foreach (var (name, text) in playlists.All())
        {
            var path = Path.Combine(options.OutputFolder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.WriteText(path, text);
            fileCount++;
        }

        return (fileCount, playlists.unwritable.Count);
    }

    /// <summary>The playlists, each with its path below the folder that they are for.</summary>
    /// <exception cref="UserException">The folder holds no results, or lacks what is asked for.</exception>
    public static IEnumerable<(string Name, string Text)> Of(PlaylistOptions options) => new GroupPlaylists(options).All();

    private IEnumerable<(string Name, string Text)> All()
    {
        var assignments = Table.ReadWide<AssignmentRow, int>(run.Folder);
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

        RequireAudio(run.Tracks);
        var groups = File.Exists(Table.PathIn<ClusterRow>(run.Folder)) ? Table.Read<ClusterRow>(run.Folder) : [];
        var primary = EvaluationSettings.Read(run.Folder).Primary;
        return partitions.SelectMany(partition =>
        {
            var (key, labels) = partition.FirstOrDefault(item => item.Key.Method == primary, partition.First());
            return OfPartition(key, labels, groups.Where(group => group.Key == key).ToDictionary(group => group.Cluster));
        });
    }

    private IEnumerable<(string Name, string Text)> OfPartition(PartitionKey key, IReadOnlyList<int> labels, Dictionary<int, ClusterRow> groups)
    {
        var tracks = run.Tracks;
        var points = run.Points(key.Representation.ToString());
        if (labels.Count != tracks.Count)
        {
            throw new UserException($"'{run.Folder}' has {tracks.Count} tracks, but {labels.Count} of them are in '{key}'; run the profile again.");
        }

        var rows = tracks.Index().ToDictionary(item => item.Item.Id, item => item.Index);
        string[] artists = [.. tracks.Select(track => track.Artist)];
        var folder = Path.Combine(options.OutputFolder, key.Representation.ToString());
        foreach (var group in labels.Index().Where(item => item.Item >= 0).GroupBy(item => item.Item, item => item.Index).OrderBy(group => group.Key))
        {
            var described = groups.GetValueOrDefault(group.Key);
            int[] exemplars = described is null
                ? []
                : [.. described.Exemplars.Items.Where(rows.ContainsKey).Select(id => rows[id]).Where(row => labels[row] == group.Key)];
            var ordered = GroupOrder.Of(points, [.. group], exemplars).Where(row => IsWritable(tracks[row]));
            var chosen = GroupOrder.Limited(ordered, artists, options.MaxPerArtist, options.Limit);
            var name = described is null ? FileName(group.Key, "") : FileName(described.Number, described.IsNamed ? described.Name : "");
            yield return ($"{key.Representation}/{name}", TrackPlaylist.Format(chosen.Select(row => tracks[row]), options.AudioFolder, folder));
        }
    }

    /// <summary>The group's number makes it distinct, and no reserved word; its name is for the eye.</summary>
    internal static string FileName(int group, string name)
    {
        var safe = string.Join('-', string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return $"group-{group}{(safe.Length == 0 ? "" : "-")}{safe[..Math.Min(safe.Length, LongestName)].TrimEnd('-')}{Playlist.Extension}";
    }

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
