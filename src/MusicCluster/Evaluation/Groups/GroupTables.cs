using System.Globalization;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Statistics;
using MusicCluster.Features.Descriptors;
using MusicCluster.Foundation.Tables;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Evaluation.Groups;

/// <summary>Says what each group of the partitions fixed beforehand is: <c>clusters.csv</c> and the tables beside it.</summary>
internal sealed class GroupTables
{
    private readonly EvaluatedTracks tracks;
    private readonly GroupSources sources;
    private readonly SeedSequence seed;
    private readonly TraitTests? traits;
    private readonly GroupWords words;
    private readonly string[] albums;

    /// <param name="tracks">The rows of all points.</param>
    /// <param name="sources">What is known of them.</param>
    /// <param name="options">Resamples and confidence.</param>
    /// <param name="seed">Of all draws.</param>
    public GroupTables(EvaluatedTracks tracks, GroupSources sources, EvaluationOptions options, SeedSequence seed)
    {
        (this.tracks, this.sources, this.seed) = (tracks, sources, seed);
        string[] ids = [.. tracks.Tracks.Select(track => track.Id)];
        var empty = DescriptorRow.Of("", DescriptorValues.None);
        traits = sources.Descriptors.Count == 0 ? null : new TraitTests(
            [.. ids.Select(id => sources.Descriptors.GetValueOrDefault(id, empty))],
            new UnitResamples(tracks.Artists, options.BootstrapCount, seed.Derive("bootstrap")), options.Confidence);
        words = new GroupWords([.. ids.Select(id => sources.Lyrics.GetValueOrDefault(id))]);
        albums = [.. ids.Select(id => sources.Albums.GetValueOrDefault(id, ""))];
    }

    /// <summary>Writes the tables.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="partitions">Those that were made, one per representation.</param>
    /// <param name="points">The first seed's points of a representation.</param>
    public void Write(string folder, IEnumerable<ScoredPartition> partitions, Func<ScoredPartition, Matrix> points)
    {
        var all = partitions.Select(scored => Describe(scored, points(scored))).ToList();
        Table.Write(folder, all.SelectMany(described => described.Groups));
        Table.Write(folder, all.SelectMany(described => described.Traits));
        Table.Write(folder, all.Select(described => described.Separation));
    }

    /// <summary>All that is said of one partition.</summary>
    internal DescribedPartition Describe(ScoredPartition scored, Matrix points)
    {
        var partition = scored.Seeds[0].Partition;
        var labels = partition.Labels;
        var groupCount = Labels.ClusterCount(labels);
        int[][] members = [.. Enumerable.Range(0, groupCount).Select(group => Rows(labels, group))];
        var tested = traits?.Test(scored.Key, labels) ?? [];
        var ofGroup = tested.ToLookup(trait => trait.Cluster);
        var terms = words.Of(labels, groupCount);
        var numbers = Numbers(members);
        var genres = members.Select(Majority).ToList();
        var names = GroupNames.Of([.. Enumerable.Range(0, groupCount).Select(group => new NamedGroup(
            numbers[group], [.. ofGroup[group]], genres[group].Genre, genres[group].Purity, terms[group]))]);
        var clusterer = new Reclusterer(sources.Clusterers, partition);
        var own = seed.Derive($"{scored.Key}");
        var stability = GroupStability.Compute(points, labels, clusterer, GroupStability.SubsampleCount, own.Derive("stability"));
        var chosen = new GroupMembers(points, tracks, members);
        return new DescribedPartition(
            [.. Enumerable.Range(0, groupCount).Select(group => new ClusterRow(
                scored.Key, group, names[group], members[group].Length, Known(stability[group]),
                Known(Moments.Mean([.. members[group].Select(row => scored.OwnSilhouettes[row]).Where(double.IsFinite)])),
                genres[group].Genre, genres[group].Purity, Ids(chosen.Exemplars(group)), Ids(chosen.Borderline(group)), numbers[group],
                Concentration.Of(tracks.Artists, members[group]), Concentration.Of(albums, members[group]),
                new TextList([.. terms[group].Select(term => term.Term)]), Sentence([.. ofGroup[group]])))],
            tested, Separation(scored.Key, SurrogateTest.Test(points, labels, clusterer, own.Derive("surrogates")), labels.Length));
    }

    private static int[] Rows(int[] labels, int group) => [.. Orders.Identity(labels.Length).Where(row => labels[row] == group)];

    /// <summary>The largest group is 1; of equal ones that with the first id.</summary>
    private int[] Numbers(int[][] members)
    {
        var first = members.Select(rows => rows.Select(row => tracks.Tracks[row].Id).Min(StringComparer.Ordinal)!).ToList();
        var order = Orders.Identity(members.Length).OrderByDescending(group => members[group].Length)
            .ThenBy(group => first[group], StringComparer.Ordinal).ToList();
        return [.. Orders.Identity(members.Length).Select(group => order.IndexOf(group) + 1)];
    }

    private (string Genre, double? Purity) Majority(int[] rows)
    {
        var known = rows.Select(row => tracks.Genres[row]).Where(genre => genre.Length > 0).ToList();
        var first = known.CountBy(genre => genre).OrderByDescending(genre => genre.Value).ThenBy(genre => genre.Key, StringComparer.Ordinal).FirstOrDefault();
        return known.Count == 0 ? ("", null) : (first.Key, (double)first.Value / known.Count);
    }

    private TextList Ids(int[] rows) => new([.. rows.Select(row => tracks.Tracks[row].Id)]);

    private static string Sentence(IReadOnlyList<ClusterTraitRow> rows)
    {
        var shown = rows.Where(row => row.IsShown).OrderByDescending(row => Math.Abs(row.Effect!.Value)).ToList();
        return rows.All(row => row.Verdict == TraitVerdict.Undefined) ? "no descriptor could be tested"
            : shown.Count == 0 ? "nothing distinguishes this group from the rest"
            : string.Join(", ", shown.Select(row => $"{row.Descriptor} {(row.Verdict == TraitVerdict.Higher ? "higher" : "lower")}"
                + $" ({row.Effect!.Value.ToString("+0.00;-0.00", CultureInfo.InvariantCulture)})"));
    }

    private static ClusterSeparationRow Separation(PartitionKey key, SurrogateResult? result, int trackCount) => result is null
        ? new ClusterSeparationRow(
            key, trackCount, null, null, null, null, null, null,
            "undefined: there are fewer than 2 groups or as many as tracks, or all tracks lie on one point")
        : new ClusterSeparationRow(
            key, result.TrackCount, Known(result.Silhouette.Observed), Known(result.Silhouette.Mean), result.Silhouette.PValue,
            Known(result.Stability.Observed), Known(result.Stability.Mean), result.Stability.PValue,
            (result.Silhouette.PValue <= Verdicts.Significance, result.Stability.PValue <= Verdicts.Significance) switch
            {
                (true, true) => "more separate and more stable than one cloud",
                (true, false) => "more separate than one cloud, not more stable",
                (false, true) => "more stable than one cloud, not more separate",
                _ => "no separation shown: one cloud gives groups as good",
            });

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>What is said of one partition.</summary>
internal sealed record DescribedPartition(IReadOnlyList<ClusterRow> Groups, IReadOnlyList<ClusterTraitRow> Traits, ClusterSeparationRow Separation);
