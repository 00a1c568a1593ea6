using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using MusicCluster.Tests.Cli;
using Xunit;

namespace MusicCluster.Tests.Report;

/// <summary>The renderings of one small run, made once for all tests here.</summary>
public sealed class ReportTests(ReportTests.Made made) : IClassFixture<ReportTests.Made>
{
    [Fact]
    public void Workbook_OpenXmlValidator_FindsNothing()
    {
        using var document = SpreadsheetDocument.Open(made.PathOf("report.xlsx"), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(error => $"{error.Path?.XPath}: {error.Description}"));
    }

    [Fact]
    public void Workbook_EveryTable_HasASheetAndTheFiguresAreIn()
    {
        using var document = SpreadsheetDocument.Open(made.PathOf("report.xlsx"), isEditable: false);
        var sheets = document.WorkbookPart!.Workbook.Descendants<Sheet>().Select(sheet => sheet.Name!.Value!).ToList();
        Assert.All(["Cover", "Corpus", "Models", "Agreement", "Summary", "Metrics", "Comparisons", "Figures"], name => Assert.Contains(name, sheets));
        var figures = document.WorkbookPart.WorksheetParts.Sum(part => part.DrawingsPart?.ImageParts.Count() ?? 0);
        Assert.Equal(Directory.EnumerateFiles(made.PathOf("figures"), "*.png").Count(), figures);
    }

    [Fact]
    public void Workbook_HostileTitle_IsTextAndNoFormula()
    {
        using var document = SpreadsheetDocument.Open(made.PathOf("report.xlsx"), isEditable: false);
        Assert.Empty(document.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet.Descendants<CellFormula>()));
    }

    [Fact]
    public void Markdown_FiguresAndTables_AreThere()
    {
        var text = File.ReadAllText(made.PathOf("report.md"));
        Assert.All(
            text.Split('\n').Where(line => line.StartsWith("![", StringComparison.Ordinal)),
            line => Assert.True(File.Exists(made.PathOf(line[(line.IndexOf('(', StringComparison.Ordinal) + 1)..^1]))));
        Assert.Contains("## Against mfcc-pca", text, StringComparison.Ordinal);
        Assert.Contains("Caution: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_HostileGenre_IsEscaped()
    {
        var text = File.ReadAllText(made.PathOf("report.md"));
        Assert.Contains(@"=1+1\|\<b\>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_UndefinedMetric_IsSaidAndNeverANumber()
    {
        Assert.Contains("undefined", File.ReadAllText(made.PathOf("report.md")), StringComparison.Ordinal);
        var undefined = File.ReadLines(made.PathOf("metrics.csv")).Where(line => line.Contains(",dbscan,", StringComparison.Ordinal) && line.Contains(",silhouette,", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(undefined);
        Assert.All(undefined, line => Assert.Matches(",silhouette,,(all points are noise|there is 1 cluster; at least 2 are needed)$", line));
    }

    public sealed class Made : IDisposable
    {
        private readonly SmallRun run = new();

        public Made()
        {
            run.AddTrack("hostile", "\"=1+1|<b>\"", "audio/000/000003.mp3");
            var result = run.Run("run");
            Assert.True(result.ExitCode == 0, result.Errors);
        }

        public string PathOf(string name) => Path.Combine(run.Output, name);

        public void Dispose() => run.Dispose();
    }
}
