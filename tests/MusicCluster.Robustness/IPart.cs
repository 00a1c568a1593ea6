using System.Text;

namespace MusicCluster.Robustness;

/// <summary>One way to mistreat the program, and what must hold all the same.</summary>
internal interface IPart
{
    /// <summary>The word that <c>--only</c> picks it by.</summary>
    string Name { get; }

    /// <summary>The heading of its section in <c>results/robustness.md</c>.</summary>
    string Title { get; }

    PartResult Run(Scale scale);
}

/// <summary>How much of a part is done.</summary>
internal sealed record Scale(bool IsQuick)
{
    public int Of(int full, int quick) => IsQuick ? quick : full;
}

/// <summary>What was measured, and what did not hold.</summary>
internal sealed class PartResult(string text, params string[] columns)
{
    private readonly List<string[]> rows = [];

    /// <summary>One sentence for everything that did not hold; empty is what is wanted.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>Remarks below the table.</summary>
    public List<string> Notes { get; } = [];

    public void Add(params object[] fields) => rows.Add([.. fields.Select(field => FormattableString.Invariant($"{field}"))]);

    public void Expect(bool holds, string failure)
    {
        if (!holds)
        {
            Failures.Add(failure);
            Console.WriteLine($"  FAILED: {failure}");
        }
    }

    public string ToMarkdown(string title)
    {
        var markdown = new StringBuilder($"## {title}\n\n{text}\n\n");
        if (rows.Count > 0)
        {
            markdown.Append($"| {string.Join(" | ", columns)} |\n|{string.Concat(Enumerable.Repeat(" --- |", columns.Length))}\n");
            rows.ForEach(row => markdown.Append($"| {string.Join(" | ", row.Select(field => field.Replace("|", "\\|", StringComparison.Ordinal)))} |\n"));
            markdown.Append('\n');
        }

        Notes.ForEach(note => markdown.Append($"{note}\n\n"));
        Failures.ForEach(failure => markdown.Append($"**Did not hold:** {failure}\n\n"));
        return markdown.ToString();
    }
}
