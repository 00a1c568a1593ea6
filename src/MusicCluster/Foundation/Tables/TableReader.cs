namespace MusicCluster.Foundation.Tables;

/// <summary>Finds the columns of a row type in a table and reads its rows.</summary>
/// <remarks>The one place where fields are found by position.</remarks>
internal sealed class TableReader
{
    private const int Missing = -1;
    private readonly CsvTable table;
    private readonly string path;
    private readonly RowFormat format;
    private readonly int[] positions;

    private TableReader(CsvTable table, string path, Type row)
    {
        (this.table, this.path, format) = (table, path, RowFormat.Of(row));
        positions = [.. format.Columns.Select(Find)];
    }

    public static TypedReader<TRow> Of<TRow>(CsvTable table, string path) => new(new TableReader(table, path, typeof(TRow)));

    public IReadOnlyList<string[]> Lines => table.Rows;

    public object Row(string[] line)
    {
        var values = new object?[positions.Length];
        for (var i = 0; i < positions.Length; i++)
        {
            values[i] = Parse(format.Columns[i], positions[i] == Missing ? "" : line[positions[i]], line);
        }

        var next = 0;
        return format.Make(values, ref next);
    }

    /// <summary>The columns that no parameter of the row type has claimed.</summary>
    public IEnumerable<Series<TValue>> Others<TValue>()
    {
        foreach (var (name, position) in table.Columns.Select((name, i) => (name, i)).Where(column => !positions.Contains(column.i)))
        {
            var column = Column.Of(name, typeof(TValue));
            yield return new Series<TValue>(name, [.. table.Rows.Select(line => (TValue)Parse(column, line[position], line)!)]);
        }
    }

    /// <summary>A field's value.</summary>
    /// <exception cref="UserException">It is not what the column holds.</exception>
    private object? Parse(Column column, string text, string[] line)
    {
        try
        {
            return column.Parse(text);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            var number = table.Rows.TakeWhile(row => !ReferenceEquals(row, line)).Count() + 1;
            var place = table.FindColumn("track_id") is >= 0 and var id ? $"track_id '{line[id]}'" : $"row {number}";
            throw new UserException($"'{path}' has '{text}' in column '{column.Name}' of {place}; {column.Content} is expected.", error);
        }
    }

    private int Find(Column column)
    {
        var found = table.FindColumn(column.Name);
        if (found == Missing && column.OtherName.Length > 0)
        {
            found = table.FindColumn(column.OtherName);
        }

        return found != Missing || column.IsOptional
            ? found
            : throw new UserException($"Column '{column.Name}' is missing in '{path}'; the table has {table.ShownColumns()}.");
    }
}

/// <summary>A <see cref="TableReader"/> that knows its row type.</summary>
internal readonly record struct TypedReader<TRow>(TableReader Reader)
{
    public IReadOnlyList<TRow> ReadAll()
    {
        var reader = Reader;
        return [.. reader.Lines.Select(line => (TRow)reader.Row(line))];
    }
}
