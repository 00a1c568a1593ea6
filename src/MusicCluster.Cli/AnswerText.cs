using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Cli;

/// <summary>A table for the eye and for programs.</summary>
internal static class AnswerText
{
    private const int LongestCell = 40;

    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Columns side by side; long texts are cut, and what would move the cursor is left out.</summary>
    public static string Aligned(CsvTable table)
    {
        List<string[]> rows = [[.. table.Columns], .. table.Rows.Select(row => row.Select(Cell).ToArray())];
        int[] widths = [.. table.Columns.Select((_, column) => rows.Max(cells => cells[column].Length))];
        var text = new StringBuilder();
        foreach (var cells in rows)
        {
            var padded = cells.Zip(widths, (cell, width) => IsNumeric(cell) ? cell.PadLeft(width) : cell.PadRight(width));
            text.AppendLine(string.Join("  ", padded).TrimEnd());
        }

        return text.ToString();
    }

    /// <summary>An array with an object per row; numbers are numbers, and what is empty is null.</summary>
    public static string Json(CsvTable table, IReadOnlyList<Column> columns)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Format))
        {
            writer.WriteStartArray();
            foreach (var row in table.Rows)
            {
                writer.WriteStartObject();
                foreach (var (column, value) in columns.Zip(row))
                {
                    writer.WritePropertyName(column.Name);
                    Write(writer, column, value);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    // An id or a title that looks like a number is a text none the less.
    private static void Write(Utf8JsonWriter writer, Column column, string value)
    {
        if (value.Length == 0)
        {
            writer.WriteNullValue();
        }
        else if (column.Content.Contains("number", StringComparison.Ordinal))
        {
            writer.WriteRawValue(value);
        }
        else
        {
            writer.WriteStringValue(value);
        }
    }

    private static bool IsNumeric(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Cell(string value)
    {
        var plain = string.Concat(value.Where(character => !char.IsControl(character)));
        return plain.Length <= LongestCell ? plain : plain[..(LongestCell - 1)] + "…";
    }
}
