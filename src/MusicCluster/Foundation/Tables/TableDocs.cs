using System.Reflection;
using System.Text;

namespace MusicCluster.Foundation.Tables;

/// <summary>Describes every table of an assembly in Markdown, from what the row types say of themselves.</summary>
internal static class TableDocs
{
    /// <summary>A section per table: those of the results first, then those of the cache by stage.</summary>
    public static string Of(Assembly assembly)
    {
        var tables = assembly.GetTypes().Where(type => type.IsDefined(typeof(TableAttribute)))
            .Select(type => (Table: Table.Declared(type), Row: type))
            .OrderBy(item => item.Table.Stage, StringComparer.Ordinal).ThenBy(item => item.Table.FileName, StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var stage in tables.GroupBy(item => item.Table.Stage))
        {
            text.Append(stage.Key.Length == 0 ? "## Results\n\n" : $"## Stage `{stage.Key}`\n\n");
            foreach (var (table, row) in stage)
            {
                Append(text, table, RowFormat.Of(row).Columns);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, TableAttribute table, IReadOnlyList<Column> columns)
    {
        text.Append($"### `{table.FileName}`\n\n{Escape(table.Description)}\n\n| column | holds | what it is |\n| --- | --- | --- |\n");
        foreach (var column in columns)
        {
            var name = column.OtherName.Length == 0 ? $"`{column.Name}`" : $"`{column.Name}` or `{column.OtherName}`";
            text.Append($"| {name} | {Escape(column.Content)} | {Escape(column.Description)} |\n");
        }

        if (table.MoreColumns.Length > 0)
        {
            text.Append($"| … | | then {Escape(table.MoreColumns)} |\n");
        }

        text.Append('\n');
    }

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
