using System.Globalization;
using System.Text;
using MusicCluster.Lyrics;
using Xunit;

namespace MusicCluster.Tests.Lyrics;

public sealed class UnicodeFormTests
{
    [Theory]
    [InlineData("e\u0301", "é")]
    [InlineData("ﬁre", "fire")]
    [InlineData("Ｌｏｖｅ", "Love")]
    [InlineData("①", "1")]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("\u1112\u1161\u11ab", "한")]
    public void Composed_Text_IsInNfkc(string text, string expected) => Assert.Equal(expected, UnicodeForm.Composed(text));

    [Fact]
    public void Composed_HalfAPair_IsReplaced() => Assert.Equal("half\ufffd", UnicodeForm.Composed("half\ud800"));

    [Fact]
    public void Composed_SequencesOfMarks_AreAsInPython()
    {
        foreach (var line in File.ReadLines(Golden.Path("nfkc/sequences.tsv")))
        {
            var (given, expected) = (Text(line.Split('\t')[0]), Text(line.Split('\t')[1]));
            Assert.Equal(expected, UnicodeForm.Composed(given));
            Assert.Equal(expected, UnicodeForm.Composed(expected));
        }

        static string Text(string codes) =>
            string.Concat(codes.Split(' ').Select(code => new Rune(int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Decomposed_Accent_StandsApart() => Assert.Equal("e\u0301", UnicodeForm.Decomposed("é"));
}
