namespace MusicCluster.Foundation.Tables;

/// <summary>A table with typed columns and, behind them, a column per partition, figure or dimension: those that only the run knows.</summary>
/// <typeparam name="TRow">Declares the fixed columns and the file.</typeparam>
/// <typeparam name="TValue">What the other columns hold.</typeparam>
/// <param name="Rows">The fixed part of each row.</param>
/// <param name="Series">The other columns, each with a value per row.</param>
public sealed record WideTable<TRow, TValue>(IReadOnlyList<TRow> Rows, IReadOnlyList<Series<TValue>> Series)
    where TRow : notnull
{
    /// <summary>The column of a name, or null.</summary>
    public Series<TValue>? Find(string name) => Series.FirstOrDefault(series => series.Name == name);

    /// <summary>Writes the table into a folder, under its own name.</summary>
    public void Write(string folder)
    {
        var format = RowFormat.Of(typeof(TRow));
        var column = Column.Of("", typeof(TValue));
        var table = new CsvTable([.. format.Columns.Select(declared => declared.Name), .. Series.Select(series => series.Name)]);
        for (var i = 0; i < Rows.Count; i++)
        {
            var fields = new List<string>(table.Columns.Count);
            format.Take(Rows[i], fields);
            foreach (var series in Series)
            {
                fields.Add(column.Format(series.Values[i]));
            }

            table.Add([.. fields]);
        }

        table.Write(Table.PathIn<TRow>(folder));
    }
}

/// <summary>A column of a <see cref="WideTable{TRow, TValue}"/>.</summary>
/// <param name="Name">Its header.</param>
/// <param name="Values">A value per row.</param>
public sealed record Series<TValue>(string Name, IReadOnlyList<TValue> Values);
