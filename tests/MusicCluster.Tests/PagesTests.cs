using System.Globalization;
using System.Text.RegularExpressions;
using MusicCluster.Evaluation;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation.Tables;
using MusicCluster.Metrics;
using Xunit;

namespace MusicCluster.Tests;

/// <summary>README and the pages: short enough, with links that lead somewhere, and with the numbers of the published results.</summary>
public sealed partial class PagesTests
{
    private static readonly string Results = Path.Combine(Repository.Root, "results", "sample");

    public static TheoryData<string> Pages =>
    [
        "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md",
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md")
            .Select(path => $"docs/{Path.GetFileName(path)}").Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OfAPage_LeadSomewhere(string page)
    {
        var path = Path.Combine(Repository.Root, page);
        var links = Link().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value)
            .Where(link => !link.StartsWith("http", StringComparison.Ordinal) && !link.StartsWith('#')).ToList();
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, link.Split('#')[0])), link));
    }

    [Fact]
    public void Readme_IsShort() => Assert.InRange(Readme().Length, 1000, 7000);

    [Fact]
    public void Readme_Rows_AreThoseOfTheResults()
    {
        var primary = EvaluationSettings.Read(Results).Primary;
        var summary = Table.Read<SummaryRow>(Results).Where(row => row.Key.Method == primary)
            .ToDictionary(row => (row.Key.Representation.ToString(), row.Metric));
        var tests = Table.Read<ComparisonRow>(Results).Where(row => row.IsPrimary).ToDictionary(row => row.Key.Representation.ToString());
        var rows = Row().Matches(Readme()).ToList();
        Assert.InRange(rows.Count, 5, 8);
        foreach (var row in rows.Select(match => match.Groups))
        {
            var agreement = summary[(row["name"].Value, Metric.AdjustedRandIndex)];
            var test = tests.GetValueOrDefault(row["name"].Value);
            Assert.Equal($"{Text(agreement.Mean)} [{Text(agreement.Low)}, {Text(agreement.High)}]", row["ari"].Value);
            Assert.Equal(test is null ? "" : test.Difference!.Value.ToString("+0.000;-0.000", CultureInfo.InvariantCulture), row["difference"].Value.Trim());
            Assert.Equal(test is null ? "" : Text(test.AdjustedPValue), row["p"].Value.Trim());
            Assert.Equal(Text(summary[(row["name"].Value, Metric.ReferenceSilhouette)].Mean), row["silhouette"].Value);
        }
    }

    private static string Readme() => File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    private static string Text(double? value) => value!.Value.ToString("F3", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(
        @"^\| (?<name>(?!representation)[a-z][\w-]*) \| (?<ari>[^|]+) \|(?<difference>[^|]*)\|(?<p>[^|]*)\| (?<silhouette>[^|]+) \|$",
        RegexOptions.Multiline)]
    private static partial Regex Row();
}
