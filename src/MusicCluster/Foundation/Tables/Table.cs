namespace MusicCluster.Foundation.Tables;

/// <summary>Tables of typed rows: a record says which columns it has, and nothing else counts them.</summary>
/// <remarks>See <see cref="TableAttribute"/> and <see cref="ColumnAttribute"/>; the files are those of <see cref="CsvTable"/>.</remarks>
public static class Table
{
    /// <summary>The columns of a row type, in order.</summary>
    public static IReadOnlyList<Column> ColumnsOf<TRow>() => RowFormat.Of(typeof(TRow)).Columns;

    /// <summary>The name of the file that holds such rows.</summary>
    public static string FileName<TRow>() => Declared(typeof(TRow)).FileName;

    /// <summary>Path of the file that holds such rows in a folder.</summary>
    public static string PathIn<TRow>(string folder) => Path.Combine(folder, FileName<TRow>());

    /// <summary>Writes the table into a folder, under its own name.</summary>
    public static void Write<TRow>(string folder, IEnumerable<TRow> rows) where TRow : notnull => WriteFile(PathIn<TRow>(folder), rows);

    /// <summary>Writes the table atomically.</summary>
    public static void WriteFile<TRow>(string path, IEnumerable<TRow> rows) where TRow : notnull => ToCsv(rows).Write(path);

    /// <summary>Reads the table of a folder.</summary>
    /// <exception cref="UserException">It is not there, lacks a column, or a field is not what its column holds.</exception>
    public static IReadOnlyList<TRow> Read<TRow>(string folder) => ReadFile<TRow>(PathIn<TRow>(folder));

    /// <summary>Reads a table.</summary>
    /// <exception cref="UserException">It cannot be read, lacks a column, or a field is not what its column holds.</exception>
    public static IReadOnlyList<TRow> ReadFile<TRow>(string path) => TableReader.Of<TRow>(CsvTable.Read(path), path).ReadAll();

    /// <summary>Reads the table of a folder whose columns depend on the run.</summary>
    /// <exception cref="UserException">It cannot be read, lacks a column, or a field is not what its column holds.</exception>
    public static WideTable<TRow, TValue> ReadWide<TRow, TValue>(string folder) where TRow : notnull =>
        ReadWideFile<TRow, TValue>(PathIn<TRow>(folder));

    /// <summary>Reads a table whose columns depend on the run.</summary>
    /// <exception cref="UserException">It cannot be read, lacks a column, or a field is not what its column holds.</exception>
    public static WideTable<TRow, TValue> ReadWideFile<TRow, TValue>(string path) where TRow : notnull
    {
        var typed = TableReader.Of<TRow>(CsvTable.Read(path), path);
        return new WideTable<TRow, TValue>(typed.ReadAll(), [.. typed.Reader.Others<TValue>()]);
    }

    /// <summary>The table as it is written.</summary>
    public static CsvTable ToCsv<TRow>(IEnumerable<TRow> rows) where TRow : notnull
    {
        var format = RowFormat.Of(typeof(TRow));
        var table = new CsvTable([.. format.Columns.Select(column => column.Name)]);
        foreach (var row in rows)
        {
            var fields = new List<string>(format.Columns.Count);
            format.Take(row, fields);
            table.Add([.. fields]);
        }

        return table;
    }

    internal static TableAttribute Declared(Type row) =>
        RowFormat.Of(row).Table ?? throw new InvalidOperationException($"{row.Name} is no table of its own.");
}
