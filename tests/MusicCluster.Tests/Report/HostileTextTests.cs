using System.Text.RegularExpressions;
using MusicCluster.Report.Html;
using MusicCluster.Report.Markdown;
using MusicCluster.Report.Tables;
using MusicCluster.Report.Tex;
using Xunit;

namespace MusicCluster.Tests.Report;

public sealed class HostileTextTests
{
    public static TheoryData<string> Texts => [.. HostileText.All];

    [Theory]
    [MemberData(nameof(Texts))]
    public void PlainText_Of_IsOneShortLineWithoutControls(string text)
    {
        var plain = PlainText.Of(text);
        Assert.InRange(plain.Length, 1, PlainText.MaximumLength);
        Assert.DoesNotContain(plain, c => char.IsControl(c) || c is '\u202E' or '\u202C');
    }

    [Fact]
    public void PlainText_Of_CutsBetweenCharactersAndSaysSo()
    {
        Assert.Equal("abc…", PlainText.Of("abcdefgh", 4));
        Assert.Equal("ab…", PlainText.Of("ab🎵🎵🎵", 4));
        Assert.Equal("", PlainText.Of("\uFFFD\u202E"));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Markdown_Cell_HasNoMarkupOfTheText(string text)
    {
        var table = MarkdownText.Table("t", "c", ["a", "b"], [[PlainText.Of(text), 1.0]]);
        var row = table.TrimEnd('\n').Split('\n')[^1];
        Assert.Equal(3, Regex.Count(row, @"(?<!\\)(?:\\\\)*\|"));
        Assert.DoesNotMatch(@"(?<!\\)(?:\\\\)*[<>`*$~]", row);
        Assert.DoesNotMatch(@"(?<!\\)\]\(", row);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Html_Escape_HasNoMarkupAndGivesTheTextBack(string text)
    {
        var escaped = HtmlText.Escape(text);
        Assert.DoesNotMatch("[<>\"']", escaped);
        Assert.Equal(PlainText.Of(text), System.Net.WebUtility.HtmlDecode(escaped));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Tex_Escape_HasNoSpecialCharacterOfTheText(string text)
    {
        var escaped = TexText.Escape(text);
        // What is left when our own commands and escapes are taken away has nothing that TeX would act on.
        var rest = Regex.Replace(escaped, @"\\text[a-z]+\{\}|\\texttt\{U\+[0-9A-F U+]+\}|\\ldots\{\}|\$\\?[a-z-]+\$|\\[{}$&#%_]", "");
        Assert.DoesNotMatch(@"[\\{}$&#%_^~]", rest);
        Assert.DoesNotContain(rest, c => c > 0x17F);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("../../data/sample", "../../data/sample/")]
    [InlineData("../My Music/#1 <b>", "../My%20Music/%231%20%3Cb%3E/")]
    [InlineData("javascript:alert(1)", "./javascript%3Aalert%281%29/")]
    public void Link_OfAFolder_IsRelativeAndEncoded(string folder, string expected) => Assert.Equal(expected, HtmlData.Link(folder));
}
