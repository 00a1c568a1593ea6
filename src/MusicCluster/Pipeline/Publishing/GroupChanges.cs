using System.Globalization;
using System.Text;
using MusicCluster.Evaluation.Groups;

namespace MusicCluster.Pipeline.Publishing;

/// <summary>What became of the groups of a partition, for people.</summary>
internal static class GroupChanges
{
    // A list that one can still read.
    private const int MostTracks = 200;

    /// <summary>A section of <c>changes.md</c>; null where groups and tracks are those of before.</summary>
    public static string? Page(
        string partition, IReadOnlyList<ClusterRow> old, IReadOnlyList<ClusterRow> own, GroupMatch match, IReadOnlyList<CommonTrack> common,
        int earlierCount, int count)
    {
        var moved = common.Where(track => !match.IsSame(track.Earlier, track.Now)).ToList();
        List<string> lines = [.. Groups(old, own, match)];
        var (added, removed) = (count - common.Count, earlierCount - common.Count);
        if (moved.Count == 0 && lines.Count == 0 && added == 0 && removed == 0)
        {
            return null;
        }

        var page = new StringBuilder().Append(CultureInfo.InvariantCulture, $"## {partition}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"{moved.Count} of {common.Count} tracks moved; {added} tracks are new and {removed} are gone.\n");
        lines.Add("");
        lines.AddRange(moved.Take(MostTracks).Select(track =>
            $"- `{track.Id.Replace('`', '\'')}`: {Name(old, track.Earlier)} → {Name(own, track.Now)}"));
        if (moved.Count > MostTracks)
        {
            lines.Add($"- … and {moved.Count - MostTracks} more");
        }

        return page.Append('\n').AppendJoin('\n', lines).ToString().TrimEnd() + "\n";
    }

    private static IEnumerable<string> Groups(IReadOnlyList<ClusterRow> old, IReadOnlyList<ClusterRow> own, GroupMatch match)
    {
        for (var group = 0; group < old.Count; group++)
        {
            if (match.Parts(group) is { Length: > 1 } parts)
            {
                yield return $"- split: {Name(old, group)} into {string.Join(", ", parts.Select(part => Name(own, part)))}";
            }
            else if (!match.EarlierOf.Contains(group))
            {
                yield return $"- gone: {Name(old, group)}";
            }
        }

        for (var group = 0; group < own.Count; group++)
        {
            if (match.Sources(group) is { Length: > 1 } sources)
            {
                yield return $"- merged: {string.Join(", ", sources.Select(source => Name(old, source)))} into {Name(own, group)}";
            }
            else if (match.EarlierOf[group] < 0)
            {
                yield return $"- new: {Name(own, group)}, {own[group].Size} tracks";
            }
        }
    }

    // Genres are other people's text, and a page is not.
    private static string Name(IReadOnlyList<ClusterRow> rows, int group) => group < 0
        ? "noise"
        : $"{rows[group].Number}. {rows[group].Name.ReplaceLineEndings(" ").Replace("<", "&lt;", StringComparison.Ordinal)}";
}
