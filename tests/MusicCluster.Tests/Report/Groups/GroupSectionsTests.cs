using System.Text.RegularExpressions;
using MusicCluster.Evaluation.Duplicates;
using MusicCluster.Evaluation.Groups;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation.Tables;
using MusicCluster.Pipeline.Playlists;
using MusicCluster.Report;
using MusicCluster.Report.Groups;
using MusicCluster.Tests.Cli;
using Xunit;

namespace MusicCluster.Tests.Report.Groups;

/// <summary>A run's groups as people meet them: in every rendering, under their names, and as playlists.</summary>
public sealed class GroupSectionsTests(GroupSectionsTests.Ran ran) : IClassFixture<GroupSectionsTests.Ran>
{
    [Fact]
    public void Renderings_BeginWithTheGroups()
    {
        var markdown = File.ReadAllText(ran.PathOf("report.md"));
        var headings = Regex.Matches(markdown, "^## (.+)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(["Groups", "What distinguishes them", "How far to trust the groups"], headings[..3]);
        var shown = ran.Source.ShownPartition!;
        var groups = ran.Source.Groups.Where(row => row.Key == shown).ToList();
        Assert.InRange(groups.Count, 2, 10);
        foreach (var file in new[] { "report.md", "report.html", Path.Combine("tables", "groups.tex") })
        {
            var text = File.ReadAllText(ran.PathOf(file));
            Assert.All(groups, group => Assert.Contains(group.Label, text, StringComparison.Ordinal));
        }

        using var workbook = new WorkbookReader(ran.PathOf("report.xlsx"));
        Assert.Equal(groups.Select(group => group.Label).Order(), workbook.Column("Groups", headerRow: 5, "group").Order());
        Assert.Contains("figures/group-traits.png", markdown, StringComparison.Ordinal);
        Assert.True(File.Exists(ran.PathOf("figures/group-traits.svg")));
    }

    [Fact]
    public void Findings_NameEveryGroupWithItsSize()
    {
        var findings = GroupFindings.Of(ran.Source).ToList();
        var groups = ran.Source.Groups.Where(row => row.Key == ran.Source.ShownPartition).ToList();
        Assert.StartsWith($"{groups.Count} groups (", findings[0], StringComparison.Ordinal);
        Assert.All(groups, group => Assert.Contains($"{group.Label} ({group.Size}", findings[0], StringComparison.Ordinal));
        var stable = groups.Where(group => group.Stability >= GroupStability.Stable).ToList();
        Assert.Contains(stable.Count == 0 ? "None is stable" : "The most stable: ", findings[1], StringComparison.Ordinal);
        Assert.All(stable, group => Assert.Contains(group.Label, findings[1], StringComparison.Ordinal));
    }

    [Fact]
    public void Findings_CopiesAndNoise_AreCounted()
    {
        using var folder = new TemporaryFolder();
        CopyTables(ran.Output, folder.Path);
        var key = ran.Source.ShownPartition!;
        var assignments = Table.ReadWide<AssignmentRow, int>(folder.Path);
        (assignments with
        {
            Series = [.. assignments.Series.Select(
                series => series.Name == key.ToString() ? series with { Values = [-1, -1, .. series.Values.Skip(2)] } : series)],
        }).Write(folder.Path);
        Table.Write(folder.Path, [new DuplicateRow("2", "1", 0, 30, 0.01)]);
        var findings = GroupFindings.Of(ReportSource.OfResults(folder.Path)).ToList();
        Assert.Contains($"2 of {assignments.Rows.Count} tracks belong nowhere.", findings);
        Assert.Contains(findings, text => text.StartsWith("1 track is a copy", StringComparison.Ordinal));
    }

    [Fact]
    public void Traits_AreThoseThatWereShown()
    {
        var table = GroupSections.Read(ran.Source).First(table => table.Name == "group-traits");
        var shown = ran.Source.Rows<ClusterTraitRow>().Where(row => row.Key == ran.Source.ShownPartition && row.IsShown).ToList();
        Assert.Equal(shown.Count, table.Rows.Count);
        var plain = ran.Source.Groups.Where(row => row.Key == ran.Source.ShownPartition && shown.All(trait => trait.Cluster != row.Cluster)).ToList();
        Assert.All(plain, group => Assert.Contains(group.Label, table.Caption, StringComparison.Ordinal));
    }

    [Fact]
    public void Results_WithoutDescriptionsOfGroups_HaveNoSection()
    {
        var source = ReportSource.OfResults(Golden.Path("report"));
        Assert.Empty(GroupSections.Read(source));
        Assert.Empty(GroupFindings.Of(source));
    }

    [Fact]
    public void Playlists_OfARun_HoldEveryTrackOnce()
    {
        var representation = Assert.Single(Directory.EnumerateDirectories(ran.PathOf("playlists")));
        Assert.Equal(ran.Source.ShownPartition!.Representation.ToString(), Path.GetFileName(representation));
        var lists = Directory.EnumerateFiles(representation).ToList();
        Assert.Equal(ran.Source.Groups.Count(row => row.Key == ran.Source.ShownPartition), lists.Count);
        var entries = lists.SelectMany(path => Playlist.Parse(File.ReadAllText(path))).ToList();
        Assert.All(entries, entry => Assert.True(File.Exists(Path.Combine(representation, entry.Path)), entry.Path));
        Assert.Equal(ran.Source.Rows<TrackRow>().Count, entries.Select(entry => entry.Path).Distinct().Count());
    }

    private static void CopyTables(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*.csv"))
        {
            File.Copy(path, Path.Combine(to, Path.GetFileName(path)));
        }
    }

    /// <summary>A run of two models on a third of the sample.</summary>
    public sealed class Ran : IDisposable
    {
        private readonly SmallRun run = new(trackCount: 32, formats: SmallRun.AllFormats);

        public Ran()
        {
            run.WriteProfile("\"mfcc-pca\", \"mfcc-pca-whitened\"");
            Assert.Equal(0, run.Run("run").ExitCode);
            Source = ReportSource.OfResults(run.Output);
        }

        internal ReportSource Source { get; }

        public string Output => run.Output;

        public string PathOf(string name) => Path.Combine(run.Output, name);

        public void Dispose() => run.Dispose();
    }
}
