namespace MusicCluster.Foundation.Tables;

/// <summary>Declares a record to be the row of a table; the columns are its constructor's parameters, in their order.</summary>
/// <param name="fileName">The file in a run's folder, e.g. <c>summary.csv</c>.</param>
/// <param name="description">What a row is, in a sentence: a line of <c>docs/tables.md</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TableAttribute(string fileName, string description) : Attribute
{
    /// <summary>The file's name; <c>&lt;…&gt;</c> stands for what differs between several files of one kind.</summary>
    public string FileName { get; } = fileName;

    /// <summary>What a row is.</summary>
    public string Description { get; } = description;

    /// <summary>The stage in whose cache entries the table lies; empty: it lies in the results.</summary>
    public string Stage { get; init; } = "";

    /// <summary>What follows the fixed columns, for a table whose columns depend on the run.</summary>
    public string MoreColumns { get; init; } = "";
}

/// <summary>Declares a constructor's parameter to be a column.</summary>
/// <param name="name">The header.</param>
/// <param name="description">What the value is, with its unit and what an empty field means: a line of <c>docs/tables.md</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ColumnAttribute(string name, string description) : Attribute
{
    /// <summary>The header.</summary>
    public string Name { get; } = name;

    /// <summary>What the value is.</summary>
    public string Description { get; } = description;

    /// <summary>Another header that is read as well, where tables are not only our own.</summary>
    public string OtherName { get; init; } = "";

    /// <summary>Whether a table that is read may lack the column; its fields are then empty.</summary>
    public bool IsOptional { get; init; }
}

/// <summary>Declares a constructor's parameter to be a record whose columns stand here.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ColumnsAttribute : Attribute;
