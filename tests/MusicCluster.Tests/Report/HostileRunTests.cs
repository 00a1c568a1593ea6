using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using MusicCluster.Foundation.Tables;
using MusicCluster.Report.Tables;
using MusicCluster.Tests.Cli;
using Xunit;

namespace MusicCluster.Tests.Report;

/// <summary>A corpus whose titles, artists and genres are hostile, through the whole chain.</summary>
public sealed class HostileRunTests(HostileRunTests.Made made) : IClassFixture<HostileRunTests.Made>
{
    [Fact]
    public void Workbook_HoldsTheTextsAndNoFormula()
    {
        using var document = SpreadsheetDocument.Open(made.PathOf("report.xlsx"), isEditable: false);
        Assert.Empty(document.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet.Descendants<CellFormula>()));
        using var workbook = new WorkbookReader(made.PathOf("report.xlsx"));
        var titles = workbook.Rows("Tracks", firstRow: 6).Select(row => row[1]).ToList();
        Assert.All(HostileText.All, text => Assert.Contains(PlainText.Of(text), titles));
    }

    [Fact]
    public void Page_HasOnlyItsOwnScriptsAndTheTextsAsData()
    {
        var html = File.ReadAllText(made.PathOf("report.html"));
        Assert.Equal(2, Regex.Count(html, "<script", RegexOptions.IgnoreCase));
        Assert.Equal(2, Regex.Count(html, "</script", RegexOptions.IgnoreCase));
        Assert.DoesNotMatch(@"<[^>]+\son\w+\s*=", html);
        var titles = Data(html)["tracks"]!["title"]!.AsArray().Select(title => (string?)title).ToList();
        Assert.All(HostileText.All, text => Assert.Contains(PlainText.Of(text), titles));
    }

    [Fact]
    public void Page_PolicyNamesTheHashesOfWhatIsThere()
    {
        var html = File.ReadAllText(made.PathOf("report.html"));
        foreach (var (element, directive) in new[] { ("script", "script-src"), ("style", "style-src") })
        {
            var content = Regex.Match(html, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value;
            var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content)));
            Assert.Contains($"{directive} 'sha256-{hash}'", html, StringComparison.Ordinal);
        }

        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(src|href)=""https?:", html);
        Assert.DoesNotContain(" style=\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_ClipsAreLinkedRelativeToTheReport()
    {
        var data = Data(File.ReadAllText(made.PathOf("report.html")));
        var audio = (string)data["audio"]!;
        Assert.Equal("../corpus/", audio);
        Assert.All(data["tracks"]!["path"]!.AsArray(), path => Assert.True(File.Exists(Path.Combine(made.PathOf(""), audio, (string)path!))));
    }

    [Fact]
    public void Markdown_EveryTableRow_HasTheCellsOfItsHead()
    {
        var lines = File.ReadAllLines(made.PathOf("report.md"));
        var cells = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("| ", StringComparison.Ordinal))
            {
                cells = 0;
                continue;
            }

            var count = Regex.Count(lines[i], @"(?<!\\)(?:\\\\)*\|");
            Assert.Equal(cells == 0 ? count : cells, count);
            cells = count;
        }

        Assert.DoesNotContain("<script>", File.ReadAllText(made.PathOf("report.md")).Replace("\\<", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Tex_EveryTable_IsBalanced() => Assert.All(
        Directory.EnumerateFiles(made.PathOf("tables"), "*.tex").Where(path => Path.GetFileName(path) != "all.tex"),
        path => TexSyntax.Check(File.ReadAllText(path)));

    private static JsonNode Data(string html) =>
        JsonNode.Parse(Regex.Match(html, "<script type=\"application/json\" id=\"data\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value)!;

    public sealed class Made : IDisposable
    {
        private readonly SmallRun run = new(formats: SmallRun.AllFormats);

        public Made()
        {
            run.WriteProfile("\"mfcc-pca\", { \"name\": \"dense-vae\", \"epochs\": 1 }");
            var table = CsvTable.Read(run.Table);
            for (var i = 0; i < HostileText.All.Count; i++)
            {
                var text = HostileText.All[i];
                // A genre that TeX, Markdown and Excel must all survive; more of them than there are colors.
                table.Add($"hostile-{i}", i % 2 == 0 ? text : "Metal", text, text, "CC0", "test", $"audio/000/{i + 2:D6}.mp3", "");
            }

            table.Write(run.Table);
            var result = run.Run("run");
            Assert.True(result.ExitCode == 0, result.Errors);
        }

        public string PathOf(string name) => Path.Combine(run.Output, name);

        public void Dispose() => run.Dispose();
    }
}
