namespace MusicCluster.Report.Tables;

/// <summary>A table for people: the same in every rendering.</summary>
/// <param name="Name">A short name: a sheet's name, a file's name.</param>
/// <param name="Title">A heading.</param>
/// <param name="Caption">How to read it, with its caveats.</param>
/// <param name="Columns">Column heads.</param>
/// <param name="Rows">Cells: text, <see cref="double"/>, <see cref="Estimate"/>; null where there is none.</param>
internal sealed record ReportTable(
    string Name, string Title, string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>Whether <c>report.md</c> and the TeX files have it too: they are a few pages, the others all there is.</summary>
    public bool IsShort { get; init; } = true;

    /// <summary>Whether it is a table of the results as it lies on disk.</summary>
    public bool IsDetail { get; init; }

    /// <summary>Rows of a table that is too long to be shown; 0 where it is shown.</summary>
    public int LeftOutRowCount { get; init; }

    /// <summary>Where each row stands, for a table of representations; else empty.</summary>
    public IReadOnlyList<RowPlace> Places { get; init; } = [];

    /// <summary>Whether the rows of a family stand together.</summary>
    public bool IsGrouped { get; init; }

    /// <summary>Whether some rows are of representations that carry lyrics and others not: renderings that cannot fold show them apart.</summary>
    public bool HasLyricsApart => Places.Any(place => place.IsFused) && Places.Any(place => !place.IsFused);

    /// <summary>The rows with lyrics, or those without.</summary>
    public ReportTable Part(bool withLyrics) => Where(i => Places[i].IsFused == withLyrics);

    /// <summary>The family that begins at a row; null within one, and where there is but one.</summary>
    public string? Heading(int row) =>
        IsGrouped && (row == 0 || Places[row - 1].Family != Places[row].Family) && Places.Any(place => place.Family != Places[row].Family)
            ? Places[row].Family : null;

    /// <summary>Whether a column holds numbers and nothing else.</summary>
    public bool IsNumeric(int column) =>
        Rows.Any(row => row[column] is double or Estimate) && Rows.All(row => row[column] is null or double or Estimate or Undefined);

    /// <summary>A number that is undefined: it has a reason, and never a value.</summary>
    public const string UndefinedText = "undefined";

    /// <summary>The cell of a number that is undefined.</summary>
    public sealed record Undefined
    {
        public static Undefined Instance { get; } = new();

        public override string ToString() => UndefinedText;
    }

    /// <summary>The table without some columns, where it has them.</summary>
    public ReportTable Without(IReadOnlyCollection<string> columns) => Select(i => !columns.Contains(Columns[i]));

    /// <summary>Column heads for people; columns without any value are left out.</summary>
    public ReportTable ForPeople()
    {
        var shown = Select(i => Rows.Count == 0 || Rows.Any(row => row[i] is not null));
        return shown with { Columns = [.. shown.Columns.Select(column => column.Replace('_', ' '))] };
    }

    private ReportTable Select(Func<int, bool> isKept)
    {
        int[] kept = [.. Enumerable.Range(0, Columns.Count).Where(isKept)];
        return this with
        {
            Columns = [.. kept.Select(i => Columns[i])],
            Rows = [.. Rows.Select(row => (IReadOnlyList<object?>)[.. kept.Select(i => row[i])])],
        };
    }

    /// <summary>At most so many rows, the best by <paramref name="order"/>, in their old order; the caption says so.</summary>
    public ReportTable Limited(int count, IReadOnlyList<string> order)
    {
        if (Rows.Count <= count)
        {
            return this;
        }

        var rank = order.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i);
        var kept = Rows.OrderBy(row => row is [string name, ..] ? rank.GetValueOrDefault(RepresentationMarks.Plain(name), int.MaxValue) : int.MaxValue)
            .Take(count).ToHashSet();
        return Where(i => kept.Contains(Rows[i])) with
        {
            Caption = $"{Caption} {count} of {Rows.Count} rows are shown; report.html, report.xlsx and the CSV files have all.",
        };
    }

    private ReportTable Where(Func<int, bool> isKept)
    {
        int[] kept = [.. Enumerable.Range(0, Rows.Count).Where(isKept)];
        return this with { Rows = [.. kept.Select(i => Rows[i])], Places = Places.Count == 0 ? [] : [.. kept.Select(i => Places[i])] };
    }
}
