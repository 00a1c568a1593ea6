using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using MusicCluster.Foundation.Files;

namespace MusicCluster.Foundation.Tables;

/// <summary>A table with a header: UTF-8, RFC 4180 quoting, <c>\n</c> line ends, so that git can diff it.</summary>
public sealed class CsvTable
{
    private static readonly CsvConfiguration Writing = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    // Without a line end of its own the parser takes them all: spreadsheets write \r\n.
    private static readonly CsvConfiguration Reading = new(CultureInfo.InvariantCulture)
    {
        BadDataFound = null,
        DetectColumnCountChanges = false,
    };

    private readonly List<string[]> rows = [];

    public CsvTable(params string[] columns) => Columns = columns;

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<string[]> Rows => rows;

    /// <summary>Adds a row; numbers are formatted by <see cref="Numbers.Format(double)"/>.</summary>
    /// <exception cref="ArgumentException">The number of fields is not the number of columns.</exception>
    public void Add(params object?[] fields)
    {
        if (fields.Length != Columns.Count)
        {
            throw new ArgumentException($"{fields.Length} fields for {Columns.Count} columns.", nameof(fields));
        }

        rows.Add([.. fields.Select(ToText)]);
    }

    /// <summary>Position of a column.</summary>
    /// <exception cref="UserException">There is no such column.</exception>
    public int Column(string name)
    {
        var index = FindColumn(name);
        return index >= 0
            ? index
            : throw new UserException($"Column '{name}' is missing; the table has {Shown(Columns)}.");
    }

    /// <summary>Position of a column, or −1.</summary>
    public int FindColumn(string name)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i], name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Reads a table; short rows are filled with empty fields.</summary>
    /// <exception cref="UserException">The file cannot be read, is empty, or a row has more fields than the header.</exception>
    public static CsvTable Read(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            using var parser = new CsvParser(reader, Reading);
            if (!parser.Read())
            {
                throw new UserException($"'{path}' is empty; a header line is needed.");
            }

            var table = new CsvTable(parser.Record!);
            while (parser.Read())
            {
                table.AddParsed(parser.Record!, path, parser.RawRow);
            }

            return table;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CsvHelperException)
        {
            throw new UserException($"'{path}' cannot be read as CSV: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    /// <summary>Writes the table atomically.</summary>
    public void Write(string path) => AtomicFile.WriteText(path, ToText());

    /// <summary>The table as it is written.</summary>
    public string ToText()
    {
        using var text = new StringWriter();
        using (var writer = new CsvWriter(text, Writing, leaveOpen: true))
        {
            WriteRecord(writer, Columns);
            foreach (var row in rows)
            {
                WriteRecord(writer, row);
            }
        }

        return text.ToString();
    }

    /// <summary>The first names, each cut: a table may have thousands, of any length.</summary>
    private static string Shown(IReadOnlyList<string> columns)
    {
        const int MostColumns = 12;
        const int LongestName = 40;
        var names = columns.Take(MostColumns).Select(name => name.Length > LongestName ? name[..LongestName] + "…" : name);
        return string.Join(", ", names).ReplaceLineEndings(" ") + (columns.Count > MostColumns ? $" and {columns.Count - MostColumns} more" : "");
    }

    private static void WriteRecord(CsvWriter writer, IReadOnlyList<string> fields)
    {
        foreach (var field in fields)
        {
            writer.WriteField(field);
        }

        writer.NextRecord();
    }

    private void AddParsed(string[] record, string path, int line)
    {
        if (record.Length > Columns.Count)
        {
            throw new UserException($"'{path}' line {line} has {record.Length} fields; the header has {Columns.Count}.");
        }

        var row = new string[Columns.Count];
        Array.Fill(row, "");
        record.CopyTo(row, 0);
        rows.Add(row);
    }

    private static string ToText(object? field) => field switch
    {
        null => "",
        double number => Numbers.Format(number),
        float number => Numbers.Format(number),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => field.ToString() ?? "",
    };
}
