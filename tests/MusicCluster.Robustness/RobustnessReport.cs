using MusicCluster.Foundation;
using MusicCluster.Pipeline;

namespace MusicCluster.Robustness;

/// <summary><c>results/robustness.md</c>: a section per part, each replaced when its part has run.</summary>
internal static class RobustnessReport
{
    private const string Head =
        "# What the program withstands\n\nMade by `dotnet cake --target=Robustness`; a bounded part of it runs in CI.\n\n";

    public static void Replace(string title, PartResult result)
    {
        var path = Path.Combine(Workspace.Find(AppContext.BaseDirectory).Root, "results", "robustness.md");
        var sections = Sections(path);
        var place = sections.FindIndex(section => section.StartsWith($"## {title}\n", StringComparison.Ordinal));
        var text = result.ToMarkdown(title);
        if (place < 0)
        {
            sections.Add(text);
        }
        else
        {
            sections[place] = text;
        }

        AtomicFile.WriteText(path, Head + string.Concat(sections).TrimEnd() + "\n");
    }

    private static List<string> Sections(string path) => File.Exists(path)
        ? [.. File.ReadAllText(path).Split("\n## ").Skip(1).Select(section => $"## {section.TrimEnd()}\n\n")]
        : [];
}
