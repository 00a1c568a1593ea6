using MusicCluster.Foundation.Tables;
using MusicCluster.Models;
using MusicCluster.Report.Tables;
using Xunit;

namespace MusicCluster.Tests.Report.Tables;

public sealed class RepresentationMarksTests
{
    [Fact]
    public void Apply_Tables_MarksNamesAndSaysWhy()
    {
        var table = new ReportTable("ari", "ARI", "A caption.", ["representation", "k=2"], [["mfcc-pca", 1.0], ["mfcc-pca-raw", 2.0], ["cvae+lyrics †", 3.0]]);
        var marked = Assert.Single(Marks().Apply([table]));
        Assert.Equal(["mfcc-pca", "mfcc-pca-raw ‡", "cvae+lyrics † ‡"], marked.Rows.Select(row => row[0]));
        Assert.StartsWith("A caption. ‡ ", marked.Caption, StringComparison.Ordinal);
        Assert.Contains("mfcc-pca-raw: not standardized", marked.Caption, StringComparison.Ordinal);
        Assert.Contains("not unsupervised", marked.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_TableWithoutMarkedNames_StaysAsItIs()
    {
        var table = new ReportTable("corpus", "Corpus", "A caption.", ["genre", "tracks"], [["cvae", 1.0]]);
        Assert.Same(table, Assert.Single(Marks().Apply([table])));
    }

    [Fact]
    public void Apply_Sentences_MarksWholeNamesOnly()
    {
        var marked = Marks().Apply(["Better than mfcc-pca: mfcc-pca-raw, cvae+lyrics, cvae-2, my-cvae and cvae.", "Nothing else."]);
        Assert.Equal("Better than mfcc-pca: mfcc-pca-raw ‡, cvae+lyrics ‡, cvae-2, my-cvae and cvae ‡.", marked[0]);
        Assert.Equal("Nothing else.", marked[1]);
        Assert.Equal("‡ mfcc-pca-raw: not standardized; cvae: not unsupervised.", marked[2]);
    }

    [Fact]
    public void Of_TableOfAnOlderRun_MarksNothing()
    {
        using var folder = new TemporaryFolder();
        var columns = Table.ColumnsOf<ModelRow>().Where(column => !column.IsOptional).Select(column => column.Name).ToArray();
        var older = new CsvTable(columns);
        older.Add("cvae", 0, 1, 1, 1, 1, null, "healthy");
        older.Write(Table.PathIn<ModelRow>(folder.Path));
        Assert.Equal("cvae", RepresentationMarks.Of(Table.Read<ModelRow>(folder.Path)).Label("cvae"));
    }

    [Fact]
    public void GenreUse_ConditionalModel_IsNamed()
    {
        Assert.Equal("for scoring and, before that, to train cvae", Marks().GenreUse);
        Assert.Equal("for scoring only", RepresentationMarks.Of([]).GenreUse);
    }

    private static RepresentationMarks Marks() => RepresentationMarks.Of(
    [
        Model("mfcc-pca", "closed form", ""), Model("mfcc-pca-raw", "closed form", "not standardized"), Model("cvae", "healthy", "not unsupervised"),
        Model("cvae", "healthy", "not unsupervised"),
    ]);

    private static ModelRow Model(string name, string verdict, string note) => new(name, null, 0, 0, 8, 8, null, "", verdict, note, null);
}
