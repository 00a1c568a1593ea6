using MusicCluster.Foundation.Tables;
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
        Assert.Contains("mfcc-pca-raw: not standardised", marked.Caption, StringComparison.Ordinal);
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
        Assert.Equal("‡ mfcc-pca-raw: not standardised; cvae: not unsupervised.", marked[2]);
    }

    [Fact]
    public void Of_TableOfAnOlderRun_MarksNothing()
    {
        var models = new CsvTable("representation", "verdict");
        models.Add("cvae", "healthy");
        Assert.Equal("cvae", RepresentationMarks.Of(models).Label("cvae"));
    }

    [Fact]
    public void GenreUse_ConditionalModel_IsNamed()
    {
        Assert.Equal("for scoring and, before that, to train cvae", Marks().GenreUse);
        Assert.Equal("for scoring only", RepresentationMarks.Of(new CsvTable("representation", "note")).GenreUse);
    }

    private static RepresentationMarks Marks()
    {
        var models = new CsvTable("representation", "verdict", "note");
        models.Add("mfcc-pca", "closed form", "");
        models.Add("mfcc-pca-raw", "closed form", "not standardised");
        models.Add("cvae", "healthy", "not unsupervised");
        models.Add("cvae", "healthy", "not unsupervised");
        return RepresentationMarks.Of(models);
    }
}
