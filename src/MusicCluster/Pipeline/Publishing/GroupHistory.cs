using MusicCluster.Evaluation.Groups;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Pipeline.Publishing;

/// <summary>
/// Groups keep their names and numbers between the runs of a results folder: <c>clusters.csv</c> is published with those of the
/// groups that were there, and <c>changes.md</c> says what became of them. The cache knows nothing of earlier results.
/// </summary>
internal sealed class GroupHistory
{
    /// <summary>What became of the groups when they last changed; it stays until they change again.</summary>
    public const string ChangesName = "changes.md";

    private readonly WideTable<AssignmentRow, int> earlierTracks;
    private readonly WideTable<AssignmentRow, int> tracks;
    private readonly ILookup<string, ClusterRow> earlierGroups;
    private readonly IReadOnlyList<ClusterRow> groups;

    private GroupHistory(string earlier, string now)
    {
        earlierTracks = Table.ReadWide<AssignmentRow, int>(earlier);
        earlierGroups = Table.Read<ClusterRow>(earlier).ToLookup(row => row.Key.ToString());
        tracks = Table.ReadWide<AssignmentRow, int>(now);
        groups = Table.Read<ClusterRow>(now);
    }

    /// <summary>Groups with the names and numbers of the earlier results, and what is to be told; null where nothing changed.</summary>
    /// <param name="earlier">A folder of results, perhaps without any.</param>
    /// <param name="now">The tables of this run.</param>
    public static (IReadOnlyList<ClusterRow> Groups, string? Changes) Continue(string earlier, string now)
    {
        if (!File.Exists(Table.PathIn<ClusterRow>(earlier)) || !File.Exists(Table.PathIn<AssignmentRow>(earlier)))
        {
            return (Table.Read<ClusterRow>(now), null);
        }

        try
        {
            return new GroupHistory(earlier, now).Continue();
        }
        catch (UserException)
        {
            // Tables of another version, or a person's: there is nothing to continue.
            return (Table.Read<ClusterRow>(now), null);
        }
    }

    private (IReadOnlyList<ClusterRow> Groups, string? Changes) Continue()
    {
        var kept = new List<ClusterRow>();
        var pages = new List<string>();
        foreach (var partition in groups.GroupBy(row => row.Key.ToString()))
        {
            List<ClusterRow> own = [.. partition.OrderBy(row => row.Cluster)];
            if (earlierTracks.Series.FirstOrDefault(series => series.Name == partition.Key) is not { } earlierLabels || !earlierGroups.Contains(partition.Key))
            {
                kept.AddRange(own);
                continue;
            }

            var before = earlierTracks.Rows.Zip(earlierLabels.Values).ToDictionary(pair => pair.First.TrackId, pair => pair.Second, StringComparer.Ordinal);
            var common = tracks.Rows.Zip(tracks.Series.First(series => series.Name == partition.Key).Values)
                .Where(pair => before.ContainsKey(pair.First.TrackId))
                .Select(pair => new CommonTrack(pair.First.TrackId, before[pair.First.TrackId], pair.Second)).ToList();
            List<ClusterRow> old = [.. earlierGroups[partition.Key].OrderBy(row => row.Cluster)];
            var match = new GroupMatch([.. common.Select(track => track.Earlier)], [.. common.Select(track => track.Now)], old.Count, own.Count);
            own = Named(own, old, match);
            kept.AddRange(own);
            if (GroupChanges.Page(partition.Key, old, own, match, common, earlierTracks.Rows.Count, tracks.Rows.Count) is { } page)
            {
                pages.Add(page);
            }
        }

        return (kept, pages.Count == 0 ? null : "# What became of the groups\n\n" + string.Join("\n", pages));
    }

    /// <summary>A group that was there keeps name and number; a new one takes a number that no earlier one had.</summary>
    private static List<ClusterRow> Named(List<ClusterRow> own, List<ClusterRow> old, GroupMatch match)
    {
        var next = old.Max(row => row.Number);
        var result = own.ToArray();
        foreach (var row in own.OrderBy(row => row.Number))
        {
            var earlier = match.EarlierOf[row.Cluster];
            result[row.Cluster] = earlier >= 0
                ? row with { Name = old[earlier].Name, Number = old[earlier].Number }
                : row with { Number = ++next };
        }

        var taken = result.Where(row => match.EarlierOf[row.Cluster] >= 0).Select(row => row.Name).ToHashSet(StringComparer.Ordinal);
        return [.. result.Select(row => match.EarlierOf[row.Cluster] < 0 && taken.Contains(row.Name) ? row with { Name = $"{row.Name} {row.Number}" } : row)];
    }

    /// <summary>Publishes the tables of a run, its groups under the names of before, and tells what became of them.</summary>
    /// <param name="publisher">Of the folder of results.</param>
    /// <param name="files">The tables of this run.</param>
    /// <param name="results">The folder of results, as an earlier run left it.</param>
    /// <param name="now">Where the tables of this run lie.</param>
    /// <returns>The groups as they were published.</returns>
    public static IReadOnlyList<ClusterRow> Publish(Publisher publisher, IEnumerable<PublishedFile> files, string results, string now)
    {
        var (groups, changes) = Continue(results, now);
        // Before the tables: a run that is stopped in between finds the earlier ones again and tells the same.
        if (changes is not null)
        {
            AtomicFile.WriteText(Path.Combine(results, ChangesName), changes);
        }

        var scratch = Directory.CreateTempSubdirectory("groups").FullName;
        try
        {
            Table.Write(scratch, groups);
            var path = Table.PathIn<ClusterRow>(scratch);
            publisher.Publish("", files.Select(file =>
                file.Name == Table.FileName<ClusterRow>() ? file with { Source = path, Sha256 = Digest.OfFile(path) } : file));
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }

        return groups;
    }

    /// <summary>Lets a run in another folder continue the names of this one.</summary>
    public static void CopyTo(string results, string other)
    {
        Directory.CreateDirectory(other);
        foreach (var name in new[] { Table.FileName<ClusterRow>(), Table.FileName<AssignmentRow>() }.Where(name => File.Exists(Path.Combine(results, name))))
        {
            File.Copy(Path.Combine(results, name), Path.Combine(other, name));
        }
    }
}

/// <summary>A track of both runs with its groups.</summary>
internal readonly record struct CommonTrack(string Id, int Earlier, int Now);
