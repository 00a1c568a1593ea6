using System.Text.RegularExpressions;
using Xunit;

namespace MusicCluster.Tests.Report;

/// <summary>What can be said of a table's TeX without a TeX.</summary>
internal static partial class TexSyntax
{
    /// <summary>Balanced groups, environments and formulas; as many columns in each row as the head declares.</summary>
    public static void Check(string text)
    {
        var bare = Escaped().Replace(Regex.Replace(text, @"(?m)(?<!\\)%.*$", ""), "");
        Assert.Equal(bare.Count(c => c == '{'), bare.Count(c => c == '}'));
        Assert.Equal(0, bare.Count(c => c == '$') % 2);
        Assert.DoesNotMatch(@"[#~^_]", bare.Replace("\\label", "", StringComparison.Ordinal));
        var open = new Stack<string>();
        foreach (Match match in Environment().Matches(text))
        {
            if (match.Groups[1].Value == "begin")
            {
                open.Push(match.Groups[2].Value);
            }
            else
            {
                Assert.Equal(open.Pop(), match.Groups[2].Value);
            }
        }

        Assert.Empty(open);
        var columns = Regex.Match(text, @"\\begin\{tabular\}\{([lr]+)\}").Groups[1].Length;
        var body = text[(text.IndexOf("\\toprule", StringComparison.Ordinal) + 8)..text.IndexOf("\\bottomrule", StringComparison.Ordinal)];
        var rows = body.Split(" \\\\\n", StringSplitOptions.TrimEntries).Where(row => row.Length > 0).ToList();
        Assert.True(rows.Count >= 2, "A head and at least one row.");
        Assert.All(rows, row => Assert.Equal(columns - 1, Regex.Count(row, @"(?<!\\)&")));
    }

    [GeneratedRegex(@"\\[{}$&#%_\\]")]
    private static partial Regex Escaped();

    [GeneratedRegex(@"\\(begin|end)\{(\w+)\}")]
    private static partial Regex Environment();
}
