using System.Text.RegularExpressions;

namespace MusicCluster.Tests;

/// <summary>The fenced blocks of a page in <c>docs/</c>.</summary>
internal sealed partial class MarkdownPage(string name)
{
    private readonly string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", name));

    /// <summary>The blocks whose fence says exactly this, e.g. <c>csharp</c> or <c>csharp Program.cs</c>.</summary>
    public IReadOnlyList<string> Blocks(string info) =>
        [.. Fences().Matches(text).Where(match => match.Groups[1].Value == info).Select(match => match.Groups[2].Value)];

    [GeneratedRegex("^```([a-z][^\n]*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
