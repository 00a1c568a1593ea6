using System.Globalization;
using MusicCluster.Evaluation.Duplicates;
using MusicCluster.Evaluation.Groups;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Metrics;
using MusicCluster.Report.Tables;

namespace MusicCluster.Report.Groups;

/// <summary>What a listener wants to know first, as sentences that are true of the tables.</summary>
internal static class GroupFindings
{
    /// <summary>Groups that are named one by one.</summary>
    private const int MostNamed = 8;

    /// <summary>Nothing for results without descriptions of groups.</summary>
    public static IEnumerable<string> Of(ReportSource source)
    {
        if (source.ShownPartition is not { } shown)
        {
            yield break;
        }

        var groups = source.Groups.Where(row => row.Key == shown).OrderByDescending(row => row.Size).ThenBy(row => row.Number).ToList();
        yield return $"{CellText.Counted(groups.Count, "group")} ({shown.Representation}, {shown.Method.Caption}): "
            + Listed(groups, row => CellText.Counted(row.Size, "track")) + ".";
        yield return Stability(groups);
        var separation = source.Has<ClusterSeparationRow>() ? source.Rows<ClusterSeparationRow>() : [];
        if (separation.FirstOrDefault(row => row.Key == shown) is { SilhouettePValue: not null } row)
        {
            yield return row.SilhouettePValue <= Evaluation.Statistics.Verdicts.Significance
                ? $"They are {row.Verdict} ({P(row.SilhouettePValue)})."
                : $"They are not shown to be separate: a single cloud of the same spread is divided as well ({P(row.SilhouettePValue)}). "
                    + "Take them as regions of one continuum.";
        }

        foreach (var sentence in Strays(source, shown).Concat(Copies(source)))
        {
            yield return sentence;
        }
    }

    private static string Stability(List<ClusterRow> groups)
    {
        var known = groups.Where(row => row.Stability is not null).OrderByDescending(row => row.Stability).ToList();
        if (known.Count == 0)
        {
            return "Their stability is undefined.";
        }

        var stable = known.Where(row => row.Stability >= GroupStability.Stable).ToList();
        var dissolved = known.Where(row => row.Stability < GroupStability.Dissolved).ToList();
        return (stable.Count == 0 ? "None is stable when tracks are left out" : $"The most stable: {Listed(stable, row => Value(row.Stability!.Value))}")
            + (dissolved.Count == 0 ? "." : $"; those that dissolve: {Listed(dissolved, row => Value(row.Stability!.Value))}.");
    }

    private static IEnumerable<string> Strays(ReportSource source, Evaluation.Partitions.PartitionKey shown)
    {
        var labels = source.Assignments.Find(shown.ToString())?.Values ?? [];
        if (labels.Count(label => label == Labels.Noise) is > 0 and var noise)
        {
            yield return $"{noise} of {CellText.Counted(labels.Count, "track")} belong nowhere.";
        }

        var silhouettes = source.Silhouettes.Find(shown + SilhouetteRow.Own)?.Values ?? [];
        if (silhouettes.Count(value => value < 0) is > 0 and var between)
        {
            yield return $"{between} of {CellText.Counted(silhouettes.Count, "track")} lie nearer to the tracks of another group than to those of their own.";
        }
    }

    private static IEnumerable<string> Copies(ReportSource source)
    {
        if (source.Has<DuplicateRow>() && source.Rows<DuplicateRow>().Count is > 0 and var count)
        {
            yield return count == 1
                ? "1 track is a copy of another track's recording (duplicates.csv); it was left in place."
                : $"{count} tracks are copies of other tracks' recordings (duplicates.csv); they were left in place.";
        }
    }

    private static string Listed(List<ClusterRow> groups, Func<ClusterRow, string> remark) =>
        string.Join("; ", groups.Take(MostNamed).Select(row => $"{row.Label} ({remark(row)})"))
        + (groups.Count > MostNamed ? $"; and {groups.Count - MostNamed} more" : "");

    private static string Value(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    private static string P(double? value) => string.Create(CultureInfo.InvariantCulture, $"p {value:F2}");
}
