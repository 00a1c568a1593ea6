using System.Text.RegularExpressions;
using MusicCluster.Embeddings;
using MusicCluster.Models;

namespace MusicCluster.Report.Tables;

/// <summary>Marks, wherever the report names them, the representations of which <c>models.csv</c> has something to say.</summary>
/// <remarks>A baseline that is not standardized, a model that is shown the genres and a control must not be read as the others are.</remarks>
internal sealed class RepresentationMarks
{
    private const string Mark = " ‡";
    private readonly IReadOnlyList<(string Name, string Note)> notes;

    private RepresentationMarks(IReadOnlyList<(string Name, string Note)> notes) => this.notes = notes;

    /// <summary>Reads the notes of the models.</summary>
    /// <param name="models">One of an older run, without notes, marks nothing.</param>
    public static RepresentationMarks Of(IEnumerable<ModelRow> models) =>
        new([.. models.Where(model => model.Note.Length > 0).Select(model => (model.Representation, model.Note)).Distinct()]);

    /// <summary>Representations whose training was shown the genres.</summary>
    public IReadOnlyList<string> Supervised =>
        [.. notes.Where(note => note.Note.StartsWith("not unsupervised", StringComparison.Ordinal)).Select(note => note.Name)];

    /// <summary>What genres were used for, as the end of a sentence.</summary>
    public string GenreUse => Supervised.Count == 0 ? "for scoring only" : $"for scoring and, before that, to train {string.Join(", ", Supervised)}";

    /// <summary>The name as the report shows it; a fusion with lyrics is marked as its audio is.</summary>
    public string Label(string representation) => Note(representation) is null ? representation : representation + Mark;

    /// <summary>A name without any mark.</summary>
    public static string Plain(string label) => label.Replace(Mark, "", StringComparison.Ordinal).Replace(MetricPivot.Dagger, "", StringComparison.Ordinal);

    /// <summary>Tables with marked names and, where there is one, what the mark means.</summary>
    internal List<ReportTable> Apply(IEnumerable<ReportTable> tables) => [.. tables.Select(Apply)];

    /// <summary>Sentences with marked names, and one more that says what the mark means.</summary>
    internal List<string> Apply(IEnumerable<string> sentences)
    {
        var marked = sentences.Select(Apply).ToList();
        var named = notes.Where(note => marked.Any(sentence => Pattern(note.Name).IsMatch(sentence))).ToList();
        return named.Count == 0 ? marked : [.. marked, $"‡ {Explain(named.Select(note => note.Name))}."];
    }

    private string Apply(string sentence) => notes.Aggregate(sentence, (text, note) => Pattern(note.Name).Replace(text, match => match.Value + Mark));

    private ReportTable Apply(ReportTable table)
    {
        var column = Enumerable.Range(0, table.Columns.Count).FirstOrDefault(i => table.Columns[i] is "representation" or "model", -1);
        var named = column < 0 ? [] : table.Rows.Select(row => row[column]).OfType<string>().Where(name => Note(name) is not null).Distinct().ToList();
        return named.Count == 0
            ? table
            : table with { Caption = $"{table.Caption} ‡ {Explain(named)}.", Rows = [.. table.Rows.Select(row => Marked(row, column))] };
    }

    private IReadOnlyList<object?> Marked(IReadOnlyList<object?> row, int column) =>
        [.. row.Select((cell, i) => i == column && cell is string name ? Label(name) : cell)];

    private string Explain(IEnumerable<string> names) => string.Join("; ", names
        .GroupBy(name => Note(name)!).Select(group => $"{string.Join(", ", group)}: {group.Key}"));

    private string? Note(string representation)
    {
        var audio = RepresentationName.Parse(representation).Audio;
        return notes.FirstOrDefault(note => note.Name == audio || audio == note.Name + MetricPivot.Dagger).Note;
    }

    /// <summary>The whole name, with the ending of a fusion if it has one, and no longer name that holds it.</summary>
    private static Regex Pattern(string name) => new($@"(?<![\w.+-]){Regex.Escape(name)}(\+lyrics)?(?![\w+-]|\.\w)", RegexOptions.CultureInvariant);
}
