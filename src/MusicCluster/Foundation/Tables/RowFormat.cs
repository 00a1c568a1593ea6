using System.Collections.Concurrent;
using System.Reflection;

namespace MusicCluster.Foundation.Tables;

/// <summary>The columns of a row type, and how a row is taken apart and put together.</summary>
internal sealed class RowFormat
{
    private static readonly ConcurrentDictionary<Type, RowFormat> Known = new();

    private readonly ConstructorInvoker constructor;
    private readonly IReadOnlyList<Part> parts;

    private RowFormat(Type type)
    {
        var primary = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .FirstOrDefault(candidate => candidate.GetParameters().Any(IsDeclared))
            ?? throw new InvalidOperationException($"{type.Name} declares no column.");
        constructor = ConstructorInvoker.Create(primary);
        parts = [.. primary.GetParameters().Select(parameter => Part.Of(type, parameter))];
        Columns = [.. parts.SelectMany(part => part.Columns)];
        Table = type.GetCustomAttribute<TableAttribute>();
    }

    /// <summary>All columns, in order.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>What the type says of its table; null for a record that is a part of others.</summary>
    public TableAttribute? Table { get; }

    public static RowFormat Of(Type type) => Known.GetOrAdd(type, key => new RowFormat(key));

    /// <summary>The row's fields, appended in the order of the columns.</summary>
    public void Take(object row, List<string> fields)
    {
        foreach (var part in parts)
        {
            part.Take(part.Property.GetValue(row), fields);
        }
    }

    /// <summary>The row of parsed values, from the position on.</summary>
    public object Make(ReadOnlySpan<object?> values, ref int next)
    {
        var arguments = new object?[parts.Count];
        for (var i = 0; i < parts.Count; i++)
        {
            arguments[i] = parts[i].Nested is { } nested ? nested.Make(values, ref next) : values[next++];
        }

        return constructor.Invoke(arguments.AsSpan())!;
    }

    private static bool IsDeclared(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(ColumnAttribute)) || parameter.IsDefined(typeof(ColumnsAttribute));

    /// <summary>What one parameter of the constructor stands for: a column, or those of another record.</summary>
    private sealed record Part(PropertyInfo Property, Column? Column, RowFormat? Nested)
    {
        public IEnumerable<Column> Columns => Column is null ? Nested!.Columns : [Column];

        public static Part Of(Type type, ParameterInfo parameter)
        {
            var property = type.GetProperty(parameter.Name!) ?? throw new InvalidOperationException($"{type.Name} has no property {parameter.Name}.");
            return parameter.GetCustomAttribute<ColumnAttribute>() is { } declared
                ? new Part(property, Tables.Column.Of(declared, parameter.ParameterType), null)
                : parameter.IsDefined(typeof(ColumnsAttribute)) ? new Part(property, null, RowFormat.Of(parameter.ParameterType))
                : throw new InvalidOperationException($"Parameter {parameter.Name} of {type.Name} declares no column.");
        }

        public void Take(object? value, List<string> fields)
        {
            if (Column is not null)
            {
                fields.Add(Column.Format(value));
            }
            else
            {
                Nested!.Take(value!, fields);
            }
        }
    }
}
