using MusicCluster.Evaluation.Groups;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Report.Tables;

namespace MusicCluster.Report.Groups;

/// <summary>What the groups are and how far to trust them, as tables; the groups of one representation, the separation of all.</summary>
internal static class GroupSections
{
    /// <summary>Tracks named in a cell; <c>clusters.csv</c> has all.</summary>
    private const int MostTracks = 3;

    /// <summary>Nothing for results without descriptions of groups.</summary>
    public static IEnumerable<ReportTable> Read(ReportSource source)
    {
        if (source.ShownPartition is not { } shown)
        {
            yield break;
        }

        var groups = source.Groups.Where(row => row.Key == shown).OrderBy(row => row.Number).ToList();
        yield return Groups(source, groups);
        yield return Traits(source, groups);
        yield return Separation(source);
    }

    private static ReportTable Groups(ReportSource source, List<ClusterRow> groups)
    {
        var titles = source.Rows<TrackRow>().ToDictionary(row => row.Id, Title);
        var key = groups[0].Key;
        var reason = key.Representation == source.Chosen?.Representation ? ", which was chosen without labels" : "";
        return new ReportTable(
            "groups", "Groups",
            $"The groups of {key.Representation}{reason}, with {key.Method.Caption}, first seed; names are made of the largest differences from the "
            + "other tracks. Stability: how much of a group comes back when a fifth of the tracks is left out, 0 to 1 (Hennig 2007); below "
            + $"{CellText.Decimals(GroupStability.Dissolved, 1)} it dissolves, from {CellText.Decimals(GroupStability.Stable, 2)} on it is stable. "
            + "Typical: the tracks nearest to the middle; borderline: those nearest to another group. clusters.csv has every representation's groups.",
            ["group", "tracks", "stability", "silhouette", "majority genre", "purity", "typical tracks", "borderline tracks", "artists", "words"],
            [.. groups.Select(row => (IReadOnlyList<object?>)
            [
                row.Label, (double)row.Size, row.Stability, row.Silhouette, Known(row.MajorityGenre), row.Purity,
                Tracks(row.Exemplars), Tracks(row.Borderline), Known(string.Join(", ", row.Artists.Items.Take(MostTracks))),
                Known(string.Join(", ", row.Words.Items)),
            ])]).ForPeople();

        string? Tracks(Foundation.Tables.TextList ids) =>
            Known(string.Join("; ", ids.Items.Take(MostTracks).Select(id => titles.GetValueOrDefault(id, id))));
    }

    private static ReportTable Traits(ReportSource source, List<ClusterRow> groups)
    {
        var traits = source.Has<ClusterTraitRow>() ? source.Rows<ClusterTraitRow>() : [];
        var shown = traits.Where(row => row.Key == groups[0].Key && row.IsShown).ToLookup(row => row.Cluster);
        var plain = groups.Where(group => !shown.Contains(group.Cluster)).Select(group => group.Label).ToList();
        return new ReportTable(
            "group-traits", "What distinguishes them",
            "Medians of the group and of all other tracks. Effect: Cliff's delta, the chance that a track of the group is above one of the rest less the "
            + $"chance that it is below, −1 to 1, with its {source.Coverage} interval; p by permutation, corrected over all descriptors of all groups "
            + "(Benjamini and Hochberg 1995). A group can differ from the rest and still not be separate from it: see how far to trust the groups."
            + (plain.Count == 0 ? "" : $" Nothing distinguishes {string.Join("; ", plain)}."),
            ["group", "descriptor", "median", "median of the rest", "effect", "p"],
            [.. groups.SelectMany(group => shown[group.Cluster].OrderByDescending(row => Math.Abs(row.Effect!.Value)).Select(row => (IReadOnlyList<object?>)
            [
                group.Label, DescriptorTerms.Get(row.Descriptor).Label, row.Median, row.RestMedian, new Estimate(row.Effect!.Value, null, row.Low, row.High),
                row.AdjustedPValue,
            ]))]);
    }

    private static ReportTable Separation(ReportSource source)
    {
        var rows = source.Has<ClusterSeparationRow>() ? source.Rows<ClusterSeparationRow>() : [];
        return new ReportTable(
            "separation", "How far to trust the groups",
            $"Each representation's partition ({source.Primary.Caption}) against {SurrogateTest.DrawCount} clouds of the same mean and covariance that have no "
            + "groups and are clustered alike; p: the share of clouds that reach the tracks' value. A partition that is no more separate than one cloud is a "
            + "convenient cut through a continuum: of use, but not a kind of music.",
            ["representation", "silhouette", "one cloud's", "p", "stability", "one cloud's stability", "p of stability", "verdict"],
            [.. rows.Where(row => !row.Key.Representation.IsFused).Select(row => (IReadOnlyList<object?>)
            [
                row.Key.Representation.ToString(), row.Silhouette, row.SurrogateSilhouette, row.SilhouettePValue,
                row.Stability, row.SurrogateStability, row.StabilityPValue, row.Verdict,
            ])]).ForPeople();
    }

    /// <summary>What people call a track.</summary>
    internal static string Title(TrackRow track)
    {
        var title = track.Title.Length > 0 ? track.Title : track.Id;
        return track.Artist.Length > 0 ? $"{title} ({track.Artist})" : title;
    }

    private static string? Known(string text) => text.Length > 0 ? text : null;
}
