using MusicCluster.Foundation.Options;
using MusicCluster.Pipeline.Profiles;
using Xunit;

namespace MusicCluster.Tests.Pipeline.Profiles;

public sealed class ProfilePageTests
{
    private static readonly string Page = ProfilePage.ToMarkdown();

    [Fact]
    public void ToMarkdown_IsTheFileInTheRepository() => Assert.True(
        Page == File.ReadAllText(Path.Combine(Repository.Root, "docs/profiles.md")),
        "The options have changed; write their page again: musiccluster schema --format md > docs/profiles.md");

    [Fact]
    public void ToMarkdown_HasASectionForEverySectionOfAProfile() => Assert.Equal(
        OptionInfo.Of(typeof(Profile)).Select(section => $"## {section.Key}"),
        Page.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)));

    [Theory]
    [InlineData("| `sampleRate` | `22050` | 1000 to 192000 | Hz | The sample rate that everything is resampled to. |")]
    [InlineData("| `fma.tracksPerGenre` | `0` | 0 (all) or at least 1 |  | The most tracks of each genre, drawn at random. |")]
    [InlineData("| `download.files[].sha1` | *required* | 40 hex digits |  | Its SHA-1 checksum. |")]
    [InlineData("| `latent` | *the model's own* | 1 to 4096 |  | The width of the representation. |")]
    [InlineData("| `device` | `\"auto\"` | `auto`, `cpu`, `cuda` |  |")]
    [InlineData("| `k` | `[2, 3, 4, 5, \"genres\"]` | at least 1, or `genres`, `auto`; one or a list |")]
    [InlineData("- `rank-gauss`: Projections: each value replaced by the normal quantile of its rank.")]
    [InlineData("| `vade` | The dense variational autoencoder")]
    [InlineData("| 8 | 100 | components 10, pretrainingEpochs 50 |")]
    [InlineData("| `hdbscan` | Density at every scale: the clusters that persist longest, the rest is noise. | finds its own |")]
    public void ToMarkdown_SaysWhatTheOptionsSay(string expected) => Assert.Contains(expected, Page, StringComparison.Ordinal);

    [Fact]
    public void ToMarkdown_EveryRowOfATable_HasAsManyCellsAsItsHeader()
    {
        var tables = Page.Split("\n\n").Where(block => block.StartsWith('|')).ToList();
        Assert.InRange(tables.Count, 14, 20);
        Assert.All(tables, table => Assert.Single(table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(CellCount).Distinct()));
    }

    [Fact]
    public void ToMarkdown_FormerKeys_AreNotShown() => Assert.DoesNotContain("neighbours", Page, StringComparison.Ordinal);

    private static int CellCount(string line) => line.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|');
}
