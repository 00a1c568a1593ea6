using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Tables;
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
        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken)
            .Select(error => $"{error.Path?.XPath}: {error.Description}"));
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
    public void Workbook_EverySheetWithRows_IsARealTableWithFrozenHeadsAndALinkToTheCover()
    {
        using var document = SpreadsheetDocument.Open(made.PathOf("report.xlsx"), isEditable: false);
        foreach (var sheet in document.WorkbookPart!.Workbook.Descendants<Sheet>()
            .Where(sheet => sheet.Name!.Value is not ("Cover" or "Figures" or "Left-out" or "Failures" or "Duplicates" or "Group-traits")))
        {
            var part = (WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!.Value!);
            var table = Assert.Single(part.TableDefinitionParts).Table;
            Assert.NotNull(table.AutoFilter);
            Assert.StartsWith("frozen", Assert.Single(part.Worksheet.Descendants<Pane>()).State!.InnerText, StringComparison.Ordinal);
            Assert.Contains(part.Worksheet.Descendants<Hyperlink>(), link => link.Location!.Value == "'Cover'!A1");
        }
    }

    [Fact]
    public void Workbook_Agreement_HasNumbersFormatsAndAColorScale()
    {
        using var workbook = new WorkbookReader(made.PathOf("report.xlsx"));
        var cells = workbook.Rows("Agreement", firstRow: 5);
        Assert.Equal("representation", cells[0][0]);
        var summary = CsvTable.Read(made.PathOf("summary.csv")).Rows
            .First(row => row[0] == "mfcc-pca" && row[1] == "k-means" && row[2] == "k=2" && row[3] == "ari");
        Assert.Equal(["mfcc-pca", "Handcrafted"], cells[1].Take(2));
        Assert.Equal(double.Parse(summary[4]), double.Parse(cells[1][2]), 12);
        Assert.Contains("colorScale", workbook.Xml("Agreement"), StringComparison.Ordinal);
        Assert.Contains("dataBar", workbook.Xml("Results"), StringComparison.Ordinal);
        Assert.Contains(workbook.NumberFormats, format => format == "0.000");
    }

    [Fact]
    public void Workbook_Cover_HasTheManifestAndTheDigestsOfTheTables()
    {
        using var workbook = new WorkbookReader(made.PathOf("report.xlsx"));
        var cover = workbook.Rows("Cover", firstRow: 1).Where(row => row.Count > 1)
            .GroupBy(row => row[0]).ToDictionary(group => group.Key, group => group.First()[1]);
        Assert.Equal("small", cover["profile"]);
        Assert.Equal("mfcc-pca", cover["baseline"]);
        Assert.Equal(Digest.OfFile(made.PathOf("metrics.csv")), cover["metrics.csv"]);
    }

    [Fact]
    public void Markdown_FiguresAndTables_AreThere()
    {
        var text = File.ReadAllText(made.PathOf("report.md"));
        Assert.All(
            text.Split('\n').Where(line => line.StartsWith("![", StringComparison.Ordinal)),
            line => Assert.True(File.Exists(made.PathOf(line[(line.LastIndexOf("](", StringComparison.Ordinal) + 2)..^1]))));
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
        var undefined = File.ReadLines(made.PathOf("metrics.csv"))
            .Where(line => line.Contains(",dbscan,", StringComparison.Ordinal) && line.Contains(",silhouette,", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(undefined);
        Assert.All(undefined, line => Assert.Matches(",silhouette,,(all points are noise|there is 1 cluster; at least 2 are needed)$", line));
    }

    public sealed class Made : IDisposable
    {
        private readonly SmallRun run = new(formats: SmallRun.AllFormats);

        public Made()
        {
            run.AddTrack("hostile", "\"=1+1|<b>\"", "audio/000/000003.mp3");
            var result = run.Run("run");
            Assert.True(result.ExitCode == 0, result.Errors);
        }

        public string Profile => run.Profile;

        public string Cache => run.Cache;

        public string PathOf(string name) => Path.Combine(run.Output, name);

        public void Dispose() => run.Dispose();
    }
}
