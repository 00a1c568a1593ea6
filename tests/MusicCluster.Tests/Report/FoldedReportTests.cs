using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Report;
using MusicCluster.Report.Excel;
using MusicCluster.Report.Html;
using MusicCluster.Report.Markdown;
using MusicCluster.Report.Tables;
using MusicCluster.Report.Tex;
using Xunit;

namespace MusicCluster.Tests.Report;

/// <summary>The published sample has many representations, half of them with lyrics: none may be lost by folding them.</summary>
public sealed class FoldedReportTests(FoldedReportTests.Made made) : IClassFixture<FoldedReportTests.Made>
{
    [Fact]
    public void Page_EveryRepresentation_IsInTheResultsOnce()
    {
        var section = File.ReadAllText(made.PathOf("report.html")).Split("<section id=\"t-results\"")[1].Split("</section>")[0];
        Assert.Equal(made.All, Names(Regex.Matches(section, "<th scope=\"row\"[^>]*>([^<]+)</th>")));
        Assert.Equal(made.All.Count(name => name.Contains('+')), section.Split("<tr class=\"variant\">").Length - 1);
        Assert.Equal(["Handcrafted", "The study&#39;s and relatives", "Consistency of crops", "Controls"],
            Regex.Matches(section, "<th scope=\"rowgroup\" colspan=\"\\d+\">([^<]+)</th>").Select(match => match.Groups[1].Value));
    }

    [Fact]
    public void Markdown_EveryRepresentation_IsInTheResultsOnceAndWithLyricsFolded()
    {
        var section = File.ReadAllText(made.PathOf("report.md")).Split("\n## Results with ")[1].Split("\n## ")[0];
        Assert.Equal(made.All, Names(Regex.Matches(section, @"(?m)^\| ([a-z][\w.+-]+(?: ‡)?) \| (?=[\d-]|undefined)")));
        var folded = section.Split("<details><summary>With lyrics: ")[1].Split("</details>")[0];
        Assert.Equal(made.All.Count(name => name.Contains('+')), Regex.Count(folded, @"(?m)^\| [\w.-]+\+lyrics"));
        Assert.DoesNotContain("+lyrics", section.Split("<details>")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Tex_EveryRepresentation_IsInOneOfTheTwoTablesOnce()
    {
        var (alone, fused) = (File.ReadAllText(made.PathOf("tables/results.tex")), File.ReadAllText(made.PathOf("tables/results-lyrics.tex")));
        TexSyntax.Check(alone);
        TexSyntax.Check(fused);
        const string row = @"(?m)^((?!representation)[a-z][\w.+-]*)(?: U\+2021| \\texttt\{U\+2021\})? & ";
        Assert.Equal(made.All, Names(Regex.Matches(alone, row)).Concat(Names(Regex.Matches(fused, row))).Order(StringComparer.Ordinal));
        Assert.Contains(@"\textit{Handcrafted} &", alone, StringComparison.Ordinal);
        Assert.DoesNotContain("+lyrics", alone, StringComparison.Ordinal);
        Assert.Contains(@"\input{results-lyrics}", File.ReadAllText(made.PathOf("tables/all.tex")), StringComparison.Ordinal);
    }

    [Fact]
    public void Workbook_EveryRepresentation_IsInTheResultsOnceAndWithLyricsIsAnOutline()
    {
        using var workbook = new WorkbookReader(made.PathOf("report.xlsx"));
        var names = workbook.Column("Results", headerRow: 5, "representation");
        Assert.Equal(made.All, names.Select(RepresentationMarks.Plain).Order(StringComparer.Ordinal));
        Assert.All(
            workbook.Column("Results", headerRow: 5, "family"),
            family => Assert.Contains(family, (string[])["Handcrafted", "The study's and relatives", "Consistency of crops", "Controls"]));
        Assert.Equal(made.All.Count(name => name.Contains('+')), Regex.Count(workbook.Xml("Results"), "outlineLevel=\"1\""));
        Assert.Contains("summaryBelow=\"0\"", workbook.Xml("Results"), StringComparison.Ordinal);
        using var document = SpreadsheetDocument.Open(made.PathOf("report.xlsx"), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken)
            .Select(error => $"{error.Path?.XPath}: {error.Description}"));
    }

    private static IEnumerable<string> Names(MatchCollection matches) =>
        matches.Select(match => RepresentationMarks.Plain(match.Groups[1].Value)).Order(StringComparer.Ordinal);

    public sealed class Made : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public Made()
        {
            var source = ReportSource.OfResults(Path.Combine(Repository.Root, "results", "sample"));
            All = [.. source.Rows<SummaryRow>().Select(row => row.Key.Representation.ToString()).Distinct().Order(StringComparer.Ordinal)];
            var content = ReportContent.Read(source, []);
            MarkdownReport.Write(PathOf("report.md"), content);
            HtmlReport.Write(PathOf("report.html"), content, source);
            ExcelReport.Write(PathOf("report.xlsx"), content, source);
            TexReport.Write(PathOf("tables"), content);
        }

        /// <summary>Names of all representations, sorted.</summary>
        public IReadOnlyList<string> All { get; }

        public string PathOf(string name) => folder[name];

        public void Dispose() => folder.Dispose();
    }
}
