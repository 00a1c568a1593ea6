namespace MusicCluster.Report;

/// <summary>A table for people: the same in every rendering.</summary>
/// <param name="Name">A short name: a sheet's name, a file's name.</param>
/// <param name="Title">A heading.</param>
/// <param name="Caption">How to read it, with its caveats.</param>
/// <param name="Columns">Column heads.</param>
/// <param name="Rows">Cells: text, or numbers as <see cref="double"/>; null where there is none.</param>
public sealed record ReportTable(
    string Name, string Title, string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);
