using System.Diagnostics;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Report;
using MusicCluster.Report.Figures;
using MusicCluster.Tests.Cli;
using Xunit;

namespace MusicCluster.Tests.Report;

/// <summary>Runs that lack something, and runs that have too much.</summary>
public sealed class ReportCaseTests
{
    [Fact]
    public void Report_OneModel_SaysThatNothingWasCompared()
    {
        using var run = new SmallRun(formats: SmallRun.AllFormats);
        run.WriteProfile("\"mfcc-pca\"");
        var text = Made(run);
        Assert.Contains("Nothing was compared with mfcc-pca", text, StringComparison.Ordinal);
        Assert.Contains("No track has lyrics, so nothing is fused with them.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("## With the words", text, StringComparison.Ordinal);
        Assert.All(["<details>", "ari-lyrics", "*Handcrafted*"], word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
        Assert.DoesNotContain("class=\"variant\"", File.ReadAllText(Path.Combine(run.Output, "report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_NoGenres_LeavesOutWhatNeedsThem()
    {
        using var run = new SmallRun(formats: SmallRun.AllFormats);
        File.WriteAllLines(run.Table,
            File.ReadAllLines(run.Table).Select(
                line => line.Replace(",Metal,", ",,").Replace(",Ambient,", ",,").Replace(",Electronic,", ",,").Replace(",Orchestral,", ",,")));
        var text = Made(run);
        Assert.Contains("without genres", text, StringComparison.Ordinal);
        Assert.All(["| ARI |", "## Agreement with the genres", "## Against mfcc-pca", "## How much is artist", "confusion-", "by-genre", "figures/ari.png"],
            word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
        Assert.Contains("the baseline first, then by reference silhouette", text, StringComparison.Ordinal);
        Assert.Contains("artist neighbors and reference silhouette", text, StringComparison.Ordinal);
        Assert.Contains("\"genres\":[]", File.ReadAllText(Path.Combine(run.Output, "report.html")), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(run.Output, "tables", "agreement.tex")));
    }

    [Fact]
    public void Report_NoClusterFound_IsSaidAndUndefined()
    {
        using var run = new SmallRun(formats: SmallRun.AllFormats);
        var text = Made(run, "--set", "clusterers=[{\"name\":\"dbscan\",\"epsilon\":0.0001}]");
        Assert.Contains("No clusterer found two clusters in any representation", text, StringComparison.Ordinal);
        Assert.DoesNotContain("figures/silhouettes-", text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Report_FiftyRepresentations_StaysShortAndIsQuick()
    {
        using var run = new SmallRun(formats: SmallRun.AllFormats);
        run.WriteProfile("\"mfcc-pca\", { \"name\": \"dense-vae\", \"epochs\": 1 }");
        Made(run);
        using var folder = new TemporaryFolder();
        Multiply(run.Output, folder["tables"], 50);
        Directory.CreateDirectory(folder["report"]);
        var watch = Stopwatch.StartNew();
        ReportWriter.Write(folder["report"], ReportSource.OfResults(folder["tables"]), new ReportOptions(), threadCount: 2);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 30);
        var text = File.ReadAllText(folder["report/report.md"]);
        Assert.Contains("24 of 51 rows are shown", text, StringComparison.Ordinal);
        Assert.InRange(text.Split('\n').Length, 100, 500);
        Assert.InRange(Directory.EnumerateFiles(folder["report/figures"], "map-*.png").Count(), 1, 2 * ReportFigures.MaximumRepresentationCount);
        Assert.Equal(51,
            File.ReadAllText(folder["report/report.html"])
                .Split("<section id=\"t-reference\"")[1].Split("</section>")[0].Split("<th scope=\"row\"").Length - 1);
        AssertValid(folder["report/report.xlsx"]);
    }

    /// <summary>Runs all and checks what every report has to hold to.</summary>
    private static string Made(SmallRun run, params string[] more)
    {
        var result = run.Run("run", more);
        Assert.True(result.ExitCode == 0, result.Errors);
        AssertValid(Path.Combine(run.Output, "report.xlsx"));
        foreach (var path in Directory.EnumerateFiles(Path.Combine(run.Output, "tables")).Where(path => Path.GetFileName(path) != "all.tex"))
        {
            TexSyntax.Check(File.ReadAllText(path));
        }

        return File.ReadAllText(Path.Combine(run.Output, "report.md"));
    }

    private static void AssertValid(string path)
    {
        using var document = SpreadsheetDocument.Open(path, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken)
            .Select(error => $"{error.Path?.XPath}: {error.Description}"));
    }

    /// <summary>Adds copies of the second model under other names to every table.</summary>
    private static void Multiply(string source, string target, int count)
    {
        const string name = "dense-vae";
        Directory.CreateDirectory(Path.Combine(target, "maps"));
        foreach (var path in Directory.EnumerateFiles(source, "*.csv"))
        {
            var table = CsvTable.Read(path);
            var isWide = Path.GetFileName(path) is "assignments.csv" or "silhouettes.csv";
            int[] own = [.. Enumerable.Range(0, table.Columns.Count).Where(column => table.Columns[column].StartsWith(name + "/", StringComparison.Ordinal))];
            var made = isWide
                ? new CsvTable([.. table.Columns,
                    .. Copies().SelectMany(copy => own.Select(column => table.Columns[column].Replace(name, copy, StringComparison.Ordinal)))])
                : new CsvTable([.. table.Columns]);
            foreach (var row in table.Rows)
            {
                made.Add([.. row, .. isWide ? Copies().SelectMany(_ => own.Select(column => (object?)row[column])) : []]);
                foreach (var copy in !isWide && row[0] == name ? Copies() : [])
                {
                    made.Add([copy, .. row.Skip(1)]);
                }
            }

            made.Write(Path.Combine(target, Path.GetFileName(path)));
        }

        foreach (var copy in Copies().Append(name).Append("mfcc-pca"))
        {
            File.Copy(Path.Combine(source, "maps", $"{(copy == "mfcc-pca" ? copy : name)}.csv"), Path.Combine(target, "maps", $"{copy}.csv"));
        }

        IEnumerable<string> Copies() => Enumerable.Range(2, count - 1).Select(i => $"{name}-{i:D2}");
    }
}
