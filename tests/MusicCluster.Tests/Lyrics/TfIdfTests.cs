using System.Text.Json;
using MusicCluster.Lyrics;
using Xunit;

namespace MusicCluster.Tests.Lyrics;

public sealed class TfIdfTests
{
    private static readonly JsonElement Values = JsonDocument.Parse(File.ReadAllText(Golden.Path("ml_golden.json"))).RootElement.GetProperty("tfidf");

    [Theory]
    [InlineData("default", 0, 1, 1, false)]
    [InlineData("sublinear", 0, 1, 1, true)]
    [InlineData("bigram_min_df2", 0, 2, 2, false)]
    public void Fit_GoldenDocuments_GivesScikitLearnsValues(string name, int maximum, int words, int documents, bool isSublinear)
    {
        var expected = Values.GetProperty(name);
        var texts = Values.GetProperty("docs").EnumerateArray().Select(text => text.GetString()!).ToList();
        var actual = TfIdf.Fit(texts, new TfIdfOptions(maximum, words, documents, isSublinear));
        Assert.Equal(expected.GetProperty("features").EnumerateArray().Select(term => term.GetString()), actual.Terms);
        var rows = expected.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(rows.Count, actual.Rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var wanted = rows[i].EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetDouble());
            Assert.Equal(wanted.Keys.Order(StringComparer.Ordinal), actual.Rows[i].Columns.Select(column => actual.Terms[column]).Order(StringComparer.Ordinal));
            Assert.All(actual.Rows[i].Columns.Zip(actual.Rows[i].Values), entry => Assert.Equal(wanted[actual.Terms[entry.First]], entry.Second, 12));
        }
    }

    [Fact]
    public void Fit_MaximumFeatureCount_KeepsTheMostFrequentThenTheFirst() =>
        Assert.Equal(["a1", "b1", "c1"], TfIdf.Fit(["c1 c1 z1 b1 a1"], new TfIdfOptions(3, 1, 1)).Terms);

    [Fact]
    public void Fit_NoDocuments_IsEmpty() => Assert.Empty(TfIdf.Fit([], new TfIdfOptions()).Terms);
}
