using System.Text.Json;
using MusicCluster.Lyrics;
using Xunit;

namespace MusicCluster.Tests.Lyrics;

public sealed class TfIdfTests
{
    private static readonly JsonElement Values = JsonDocument.Parse(File.ReadAllText(Golden.Path("ml_golden.json"))).RootElement.GetProperty("tfidf");

    [Theory]
    [InlineData("default")]
    [InlineData("stop_english")]
    [InlineData("sublinear")]
    [InlineData("bigram_min_df2")]
    [InlineData("max_df_0.4")]
    [InlineData("no_smooth")]
    [InlineData("norm_none")]
    [InlineData("strip_accents_unicode")]
    public void Fit_GoldenDocuments_GivesScikitLearnsValues(string name)
    {
        var plain = new TfIdfOptions(0, 1, 1);
        var options = name switch
        {
            "stop_english" => plain with { StopWords = StopWords.English },
            "sublinear" => plain with { IsSublinear = true },
            "bigram_min_df2" => new TfIdfOptions(0, 2, 2),
            "max_df_0.4" => plain with { MaximumDocumentShare = 0.4 },
            "no_smooth" => plain with { IsSmooth = false },
            "norm_none" => plain with { IsNormalized = false },
            "strip_accents_unicode" => plain with { StripAccents = true },
            _ => plain,
        };
        var expected = Values.GetProperty(name);
        var texts = Values.GetProperty("docs").EnumerateArray().Select(text => text.GetString()!).ToList();
        var actual = TfIdf.Fit(texts, options);
        Assert.Equal(expected.GetProperty("features").EnumerateArray().Select(term => term.GetString()), actual.Terms);
        Assert.All(expected.GetProperty("idf").EnumerateArray().Zip(actual.InverseDocumentFrequencies),
            pair => Assert.Equal(pair.First.GetDouble(), pair.Second, 12));
        var rows = expected.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(rows.Count, actual.Rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var wanted = rows[i].EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetDouble());
            Assert.Equal(wanted.Keys.Order(StringComparer.Ordinal),
                actual.Rows[i].Columns.Select(column => actual.Terms[column]).Order(StringComparer.Ordinal));
            Assert.All(actual.Rows[i].Columns.Zip(actual.Rows[i].Values), entry => Assert.Equal(wanted[actual.Terms[entry.First]], entry.Second, 12));
        }
    }

    [Fact]
    public void Fit_MaximumFeatureCount_KeepsTheMostFrequentThenTheFirst() =>
        Assert.Equal(["a1", "b1", "c1"], TfIdf.Fit(["c1 c1 z1 b1 a1"], new TfIdfOptions(3, 1, 1)).Terms);

    [Fact]
    public void Fit_GoldenMaximumFeatureCount_KeepsWhatScikitLearnKeepsUpToTies()
    {
        var texts = Values.GetProperty("docs").EnumerateArray().Select(text => text.GetString()!).ToList();
        var actual = TfIdf.Fit(texts, new TfIdfOptions(8, 1, 1));
        // Five terms occur more than once; scikit-learn picks the other three in the order of an unstable sort.
        Assert.Equal(8, actual.Terms.Count);
        Assert.Subset(actual.Terms.ToHashSet(), new HashSet<string> { "cat", "dogs", "la", "love", "the" });
        Assert.Subset(Values.GetProperty("max_features_8").GetProperty("features").EnumerateArray().Select(term => term.GetString()!).ToHashSet(),
            new HashSet<string> { "cat", "dogs", "la", "love", "the" });
    }

    [Fact]
    public void StopWords_English_AreScikitLearns() => Assert.Equal(
        Values.GetProperty("english_stop_words").EnumerateArray().Select(word => word.GetString()!).Order(StringComparer.Ordinal),
        EnglishText.StopWords.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("a\ud800b half pairs\udc00 end")]
    [InlineData("𝒽𝑒𝓁𝓁𝑜 x 𝓎")]
    [InlineData("____ __ _ 1 22")]
    public void Words_OddText_ArePartsOfIt(string text) =>
        Assert.All(Tokenizer.Words(text), word => Assert.Contains(word, text, StringComparison.Ordinal));

    [Fact]
    public void Words_LettersBeyondTheFirstPlane_CountAsOne() => Assert.Equal(["𝒽𝑒"], Tokenizer.Words("𝒽𝑒 𝓎"));

    [Fact]
    public void Fit_NoDocuments_IsEmpty() => Assert.Empty(TfIdf.Fit([], new TfIdfOptions()).Terms);
}
