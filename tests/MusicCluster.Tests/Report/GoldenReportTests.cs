using System.Globalization;
using System.Text.RegularExpressions;
using MusicCluster.Foundation.Tables;
using MusicCluster.Report;
using MusicCluster.Report.Html;
using MusicCluster.Report.Markdown;
using MusicCluster.Report.Tables;
using Xunit;

namespace MusicCluster.Tests.Report;

/// <summary>Every rendering of the golden tables shows the golden cells, which another program computed from them.</summary>
public sealed partial class GoldenReportTests(GoldenReportTests.Made made) : IClassFixture<GoldenReportTests.Made>
{
    private static readonly Dictionary<string, List<List<string>>> Cells = CsvTable.Read(Golden.Path("report/cells.csv")).Rows
        .GroupBy(row => row[0]).ToDictionary(table => table.Key, table => table.GroupBy(row => int.Parse(row[1])).OrderBy(row => row.Key)
            .Select(row => row.OrderBy(cell => int.Parse(cell[2])).Select(cell => cell[3]).ToList()).ToList());

    public static TheoryData<string> Tables => [.. Cells.Keys];

    /// <summary>The others are on the page and in the workbook alone.</summary>
    public static TheoryData<string> ShortTables => [.. Cells.Keys.Except(["silhouette", "davies-bouldin"])];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Content_Table_HasTheGoldenCells(string name)
    {
        var table = made.Content.Tables.First(table => table.Name == name);
        Assert.Equal(Cells[name], Rows(table));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Page_Table_HasTheGoldenCells(string name)
    {
        var section = Regex.Match(File.ReadAllText(made.PathOf("report.html")), $"<section id=\"t-{name}\".*?</section>", RegexOptions.Singleline).Value;
        var rows = Regex.Matches(section, "<tr(?: class=\"variant\")?>(.*?)</tr>", RegexOptions.Singleline)
            .Select(row => Regex.Matches(row.Groups[1].Value, "<t[hd][^>]*>(.*?)</t[hd]>").Select(cell => Text(cell.Groups[1].Value)).ToList()).ToList();
        Assert.Equal(Cells[name].Select(row => row.Select(cell => cell.Replace("**", "", StringComparison.Ordinal)).ToList()), rows);

        static string Text(string html) => System.Net.WebUtility.HtmlDecode(Regex.Replace(html, "<[^>]*>", ""));
    }

    [Theory]
    [MemberData(nameof(ShortTables))]
    public void Markdown_Table_HasTheGoldenCells(string name)
    {
        var table = made.Content.Tables.First(table => table.Name == name);
        var lines = File.ReadAllText(made.PathOf("report.md")).Split($"\n## {MarkdownText.Escape(table.Title)}\n")[1].Split("\n## ")[0].Split('\n');
        var rows = lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))
            .Where(line => !FamilyRow().IsMatch(line))
            .Select(line => Regex.Split(line[2..^2], @"(?<!\\) \| ").Select(cell => Regex.Replace(cell.Trim(), @"\\(.)", "$1")).ToList());
        Assert.Equal(Apart(Cells[name]), rows);
    }

    [Fact]
    public void Page_EveryTable_IsThereOnce()
    {
        var html = File.ReadAllText(made.PathOf("report.html"));
        Assert.All(made.Content.Tables.Where(table => table.Name != "settings-main"),
            table => Assert.Equal(2, html.Split($"<section id=\"t-{table.Name}\"").Length));
    }

    [Fact]
    public void Page_TableThatNobodyToldOf_IsAmongTheResults()
    {
        using var folder = new TemporaryFolder();
        var content = made.Content with { Tables = [.. made.Content.Tables, new ReportTable("new-one", "New", "Unheard of.", ["a"], [["x"]])] };
        HtmlReport.Write(folder["report.html"], content, ReportSource.OfResults(Golden.Path("report")));
        var results = File.ReadAllText(folder["report.html"]).Split("<section id=\"results\"")[1].Split("<section id=\"tests\"")[0];
        Assert.Contains("<section id=\"t-new-one\"", results, StringComparison.Ordinal);
    }

    [Fact]
    public void Workbook_Results_HasEveryMeanDeviationAndEnd()
    {
        using var workbook = new WorkbookReader(made.PathOf("report.xlsx"));
        var rows = workbook.Rows("Results", firstRow: 5);
        var expected = CsvTable.Read(Golden.Path("report/summary.csv")).Rows
            .First(row => row[0] == "dense-vae" && row[1] == "k-means" && row[2] == "k=5" && row[3] == "ari");
        var own = rows.First(row => row[0] == "dense-vae †");
        foreach (var (heading, column) in new[] { ("ARI", 4), ("ARI std", 5), ("ARI low", 6), ("ARI high", 7) })
        {
            Assert.Equal(double.Parse(expected[column], CultureInfo.InvariantCulture),
                double.Parse(own[rows[0].ToList().IndexOf(heading)], CultureInfo.InvariantCulture), 12);
        }
    }

    /// <summary>Rows with lyrics in a table of their own, with its own head, where there are others.</summary>
    private static List<List<string>> Apart(List<List<string>> cells)
    {
        var parts = cells.Skip(1).ToLookup(row => cells[0][0] == "representation" && row[0].Contains("+lyrics", StringComparison.Ordinal));
        return parts.Count < 2 ? cells : [cells[0], .. parts[false], cells[0], .. parts[true]];
    }

    [GeneratedRegex(@"^\| \*[^*]+\* \|( +\|)*$")]
    private static partial Regex FamilyRow();

    private static List<List<string>> Rows(ReportTable table) =>
        [[.. table.Columns],
            .. table.Rows
                .Select(row => row.Select(cell => cell is Estimate { IsBest: true } best ? $"**{best.MeanText}** {best.IntervalText}" : CellText.Of(cell))
                    .ToList())];

    public sealed class Made : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public Made()
        {
            var source = ReportSource.OfResults(Golden.Path("report")) with { ProfileName = "golden" };
            ReportWriter.Write(folder.Path, source, new ReportOptions());
            Content = ReportContent.Read(source, []);
        }

        internal ReportContent Content { get; }

        public string PathOf(string name) => folder[name];

        public void Dispose() => folder.Dispose();
    }
}
