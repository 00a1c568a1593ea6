using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MusicCluster.Lyrics;
using Xunit;

namespace MusicCluster.Tests.Lyrics;

public sealed class CompatibilityFormTests
{
    [Fact]
    public void Of_EveryCodePoint_IsAsInPython()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var code = 0; code < 0x110000; code++)
        {
            if (Rune.IsValid(code))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(CompatibilityForm.Of(new Rune(code).ToString()) + "\n"));
            }
        }

        Assert.Equal(File.ReadAllText(Golden.Path("nfkc/every-code-point.sha256")).Trim(), Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Fact]
    public void Of_SequencesOfMarks_AreAsInPython()
    {
        foreach (var line in File.ReadLines(Golden.Path("nfkc/sequences.tsv")))
        {
            var (given, expected) = (Text(line.Split('\t')[0]), Text(line.Split('\t')[1]));
            Assert.Equal(expected, CompatibilityForm.Of(given));
            Assert.Equal(expected, CompatibilityForm.Of(expected));
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("ﬁne Ｗｉｄｅ e\u0301 …", "fine Wide é ...")]
    public void Of_Text_IsWrittenPlainly(string text, string expected) => Assert.Equal(expected, CompatibilityForm.Of(text));

    [Fact]
    public void Of_LoneSurrogate_IsReplaced() => Assert.Equal("a\ufffdb", CompatibilityForm.Of("a\ud800b"));

    private static string Text(string codes) =>
        string.Concat(codes.Split(' ').Select(code => new Rune(int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));
}
