using MusicCluster.Evaluation.Groups;
using MusicCluster.Foundation.Files;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation.Tables;
using MusicCluster.Pipeline.Publishing;
using Xunit;

namespace MusicCluster.Tests.Pipeline.Publishing;

public sealed class GroupHistoryTests : IDisposable
{
    private static readonly PartitionKey Key = PartitionKey.Parse("mfcc-pca/k-means/k=2");
    private readonly TemporaryFolder root = new();

    public void Dispose() => root.Dispose();

    [Fact]
    public void SameTracks_NumberedOtherwise_KeepNamesAndNumbers()
    {
        var before = Made("before", [0, 0, 0, 1, 1], "loud", "quiet");
        var now = Made("now", [1, 1, 1, 0, 0], "dark", "bright");
        var (groups, changes) = GroupHistory.Continue(before, now);
        Assert.Equal(["quiet", "loud"], groups.Select(row => row.Name));
        Assert.Equal([2, 1], groups.Select(row => row.Number));
        Assert.Null(changes);
    }

    [Fact]
    public void Results_WithoutEarlierOnes_AreThoseOfTheCache()
    {
        var now = Made("now", [0, 0, 1], "loud", "quiet");
        var (groups, changes) = GroupHistory.Continue(root["nothing"], now);
        Assert.Equal(Table.Read<ClusterRow>(now), groups);
        Assert.Null(changes);
    }

    [Fact]
    public void Run_Again_PublishesTheSameBytes()
    {
        var results = Made("results", [0, 0, 0, 0, 1, 1, 1, 1], "loud", "quiet");
        var now = Made("now", [0, 0, 0, 1, 1, 1, 1, 1], "dark", "bright");
        PublishedFile[] files = [.. new[] { "clusters.csv", "assignments.csv" }.Select(
            name => new PublishedFile(name, Path.Combine(now, name), Digest.OfFile(Path.Combine(now, name))))];
        var first = Publish();
        Assert.Contains("1 of 8 tracks moved", first.Changes, StringComparison.Ordinal);
        Assert.Contains("`3`: 1. loud → 2. quiet", first.Changes, StringComparison.Ordinal);
        Assert.Equal(first, Publish());

        (string Clusters, string Changes) Publish()
        {
            var groups = GroupHistory.Publish(new Publisher(results), files, results, now);
            Assert.Equal(groups.Select(row => row.Name), Table.Read<ClusterRow>(results).Select(row => row.Name));
            return (File.ReadAllText(Path.Combine(results, "clusters.csv")), File.ReadAllText(Path.Combine(results, GroupHistory.ChangesName)));
        }
    }

    [Fact]
    public void SplitGroup_IsToldAndTheNewPartHasANumberOfItsOwn()
    {
        var before = Made("before", [0, 0, 0, 0, 0, 0, 1, 1], "loud", "quiet");
        var now = Made("now", [0, 0, 0, 0, 2, 2, 1, 1], "loud", "quiet", "quiet");
        var (groups, changes) = GroupHistory.Continue(before, now);
        Assert.Equal(["loud", "quiet", "quiet 3"], groups.Select(row => row.Name));
        Assert.Equal([1, 2, 3], groups.Select(row => row.Number));
        Assert.Contains("- split: 1. loud into 1. loud, 3. quiet 3", changes, StringComparison.Ordinal);
        Assert.Contains("- new: 3. quiet 3, 2 tracks", changes, StringComparison.Ordinal);
    }

    [Fact]
    public void EarlierTables_OfAnotherShape_AreNotContinued()
    {
        var before = Made("before", [0, 1], "loud", "quiet");
        File.WriteAllText(Path.Combine(before, "clusters.csv"), "cluster,name\n0,loud\n");
        var (groups, changes) = GroupHistory.Continue(before, Made("now", [0, 1], "dark", "bright"));
        Assert.Equal(["dark", "bright"], groups.Select(row => row.Name));
        Assert.Null(changes);
    }

    private string Made(string name, int[] labels, params string[] names)
    {
        var folder = Directory.CreateDirectory(root[name]).FullName;
        var empty = new TextList([]);
        Table.Write(folder, names.Select((text, group) => new ClusterRow(
            Key, group, text, labels.Count(label => label == group), null, null, "", null, empty, empty, group + 1, empty, empty, empty, "")));
        new WideTable<AssignmentRow, int>(
            [.. labels.Select((_, row) => new AssignmentRow($"{row}", ""))], [new Series<int>(Key.ToString(), labels)]).Write(folder);
        return folder;
    }
}
