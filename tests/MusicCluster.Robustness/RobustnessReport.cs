using MusicCluster.Foundation.Files;
using MusicCluster.Pipeline;

namespace MusicCluster.Robustness;

/// <summary><c>results/robustness.md</c>: a section per part, each replaced when its part has run.</summary>
internal static class RobustnessReport
{
    private const string Head =
        "# What the program withstands\n\nMade by `dotnet cake --target=Robustness`; a bounded part of it runs in CI.\n\n";

    /// <param name="title">The part's.</param>
    /// <param name="result">What it came to.</param>
    /// <param name="order">The titles of all parts.</param>
    public static void Replace(string title, PartResult result, IReadOnlyList<string> order)
    {
        var path = Path.Combine(Workspace.Find(AppContext.BaseDirectory).Root, "results", "robustness.md");
        var sections = Sections(path).ToDictionary(section => section[3..section.IndexOf('\n', StringComparison.Ordinal)]);
        sections[title] = result.ToMarkdown(title);
        AtomicFile.WriteText(path, Head + string.Concat(order.Where(sections.ContainsKey).Select(name => sections[name])).TrimEnd() + "\n");
    }

    private static List<string> Sections(string path) => File.Exists(path)
        ? [.. File.ReadAllText(path).Split("\n## ").Skip(1).Select(section => $"## {section.TrimEnd()}\n\n")]
        : [];
}
