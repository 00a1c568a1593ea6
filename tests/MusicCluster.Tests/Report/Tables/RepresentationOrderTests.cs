using MusicCluster.Clusters;
using MusicCluster.Embeddings;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation.Tables;
using MusicCluster.Metrics;
using MusicCluster.Models;
using MusicCluster.Report;
using MusicCluster.Report.Tables;
using Xunit;

namespace MusicCluster.Tests.Report.Tables;

public sealed class RepresentationOrderTests : IDisposable
{
    private static readonly ClusteringMethod Primary = ClusteringMethod.Parse("k-means/k=5");
    private readonly TemporaryFolder folder = new();
    private readonly List<ModelRow> models = [];
    private readonly List<SummaryRow> summary = [];
    private readonly List<RankingRow> ranking = [];

    [Fact]
    public void Sorted_Families_StandInTheirOrderAndTheBaselineFirstInItsOwn()
    {
        Add("zeta", RepresentationFamily.Control, 0.9, 0.9);
        Add("two", RepresentationFamily.Consistency, 0.5, 0.1);
        Add("given", RepresentationFamily.Pretrained, 0.6, 0.1);
        Add("vae", RepresentationFamily.Study, 0.4, 0.1);
        Add("stranger", null, 0.7, 0.1);
        Add("lda", RepresentationFamily.Handcrafted, 0.3, 0.1);
        Add("mfcc-pca", RepresentationFamily.Handcrafted, 0.2, 0.05);
        Assert.Equal(["mfcc-pca", "lda", "vae", "two", "given", "stranger", "zeta"], Sorted());
        Assert.Equal(["Handcrafted", "Handcrafted", "The study's and relatives", "Consistency of crops", "Made elsewhere", "Others", "Controls"],
            Sorted().Select(name => Order().Family(RepresentationName.Parse(name))));
    }

    [Fact]
    public void Sorted_WithinAFamily_DominatedThenBrokenAreLast()
    {
        Add("undefined", RepresentationFamily.Study, null, 0.9);
        Add("collapsed", RepresentationFamily.Study, 0.9, 0.9, "partly collapsed (7 of 8 active)");
        Add("failed", RepresentationFamily.Study, null, null, "failed: diverged");
        Add("dominated", RepresentationFamily.Study, 0.4, 0.1);
        Add("tight", RepresentationFamily.Study, 0.3, 0.3);
        Add("agreeing", RepresentationFamily.Study, 0.5, 0.2);
        Add("elsewhere", RepresentationFamily.Control, 0.8, 0.8);
        Assert.Equal(["agreeing", "tight", "dominated", "collapsed", "undefined", "failed", "elsewhere"], Sorted());
        Assert.Equal(["tight", "agreeing", "dominated", "undefined", "collapsed", "failed", "elsewhere"], Sorted(Metric.ReferenceSilhouette));
    }

    [Fact]
    public void Sorted_WithLyrics_StandsBehindWhatItIsMadeOf()
    {
        Add("a+lyrics-1", null, 0.9, 0.1);
        Add("b", RepresentationFamily.Study, 0.4, 0.1);
        Add("a", RepresentationFamily.Study, 0.3, 0.2);
        Add("b+lyrics-1", null, 0.1, 0.1);
        Add("b+lyrics-2", null, 0.2, 0.1);
        Assert.Equal(["b", "b+lyrics-2", "b+lyrics-1", "a", "a+lyrics-1"], Sorted());
    }

    [Fact]
    public void Sorted_WithoutGenres_IsByReferenceSilhouetteAndArtistsDominate()
    {
        foreach (var (name, neighbors, silhouette) in new[] { ("low", 0.1, 0.2), ("artists", 0.5, 0.3), ("tight", 0.2, 0.4), ("lesser", 0.15, 0.35) })
        {
            Add(name, RepresentationFamily.Study, null, silhouette);
            ranking.Add(new RankingRow(new RepresentationName(name), 1, null, silhouette, false, null, null, "", neighbors));
        }

        Assert.Equal(Metric.ReferenceSilhouette, Order().Main);
        Assert.Equal(["tight", "artists", "lesser", "low"], Sorted());
    }

    [Fact]
    public void Family_TableOfAnOlderRun_IsThatOfTheModelOfTheName()
    {
        Write();
        var older = new CsvTable([.. Table.ColumnsOf<ModelRow>().Where(column => !column.IsOptional).Select(column => column.Name)]);
        older.Add("vicreg-mel", 0, 1, 1, 1, 1, null, "healthy");
        older.Add("my-own", 0, 1, 1, 1, 1, null, "healthy");
        older.Write(Table.PathIn<ModelRow>(folder.Path));
        var order = new RepresentationOrder(ReportSource.OfResults(folder.Path));
        Assert.Equal("Consistency of crops", order.Family(RepresentationName.Parse("vicreg-mel+lyrics-1")));
        Assert.Equal("Others", order.Family(new RepresentationName("my-own")));
        Assert.Equal("Controls", order.Family(new RepresentationName("random-weights")));
    }

    [Fact]
    public void Arrange_Table_KnowsHeadingsAndWhatIsFolded()
    {
        Add("vae", RepresentationFamily.Study, 0.4, 0.1);
        Add("lda", RepresentationFamily.Handcrafted, 0.3, 0.1);
        var table = Order().Arrange(Made("results", "vae †", "vae+lyrics †", "lost+lyrics", "lda"));
        Assert.Equal(["lda", "vae †", "vae+lyrics †", "lost+lyrics"], table.Rows.Select(row => row[0]));
        Assert.Equal(["Handcrafted", "The study's and relatives", null, "Others"], Enumerable.Range(0, 4).Select(table.Heading));
        Assert.Equal([false, false, true, false], table.Places.Select(place => place.IsFolded));
        Assert.Equal(["vae+lyrics †", "lost+lyrics"], table.Part(withLyrics: true).Rows.Select(row => row[0]));
        Assert.Contains("beats in both ARI and reference silhouette", table.Caption, StringComparison.Ordinal);
        Assert.Null(Order().Arrange(Made("results", "vae", "vae+lyrics")).Heading(0));
    }

    [Fact]
    public void Arrange_OtherTables_StayAsTheyAre()
    {
        var order = Order();
        var ranked = order.Arrange(Made("ranking", "b", "a+lyrics", "a", "b+lyrics"));
        Assert.Equal(["b", "b+lyrics", "a", "a+lyrics"], ranked.Rows.Select(row => row[0]));
        Assert.Equal("", ranked.Caption);
        var repeated = Made("published", "b", "a", "b");
        Assert.Same(repeated, order.Arrange(repeated));
        var other = new ReportTable("corpus", "Corpus", "", ["genre"], [["b"], ["a"]]);
        Assert.Same(other, order.Arrange(other));
    }

    public void Dispose() => folder.Dispose();

    private static ReportTable Made(string name, params string[] representations) =>
        new(name, "Title", "", ["representation"], [.. representations.Select(label => (IReadOnlyList<object?>)[label])]);

    private void Add(string name, RepresentationFamily? family, double? agreement, double? silhouette, string verdict = "healthy")
    {
        var key = new PartitionKey(RepresentationName.Parse(name), Primary);
        if (!key.Representation.IsFused)
        {
            models.Add(new ModelRow(name, 0, 0, 0, 8, 8, null, "", verdict, "", family));
        }

        summary.Add(new SummaryRow(key, Metric.AdjustedRandIndex, agreement, null, null, null, 1));
        summary.Add(new SummaryRow(key, Metric.ReferenceSilhouette, silhouette, null, null, null, 1));
    }

    private void Write()
    {
        File.Copy(Golden.Path("report/evaluation.csv"), folder["evaluation.csv"], overwrite: true);
        Table.Write(folder.Path, models);
        Table.Write(folder.Path, summary);
        if (ranking.Count > 0)
        {
            Table.Write(folder.Path, ranking);
        }
    }

    private RepresentationOrder Order()
    {
        Write();
        return new RepresentationOrder(ReportSource.OfResults(folder.Path));
    }

    private IEnumerable<string> Sorted(Metric? metric = null)
    {
        var order = Order();
        return order.Sorted(summary.Select(row => row.Key.Representation), metric ?? order.Main).Select(name => name.ToString());
    }
}
