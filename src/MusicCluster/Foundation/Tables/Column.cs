using System.Globalization;
using System.Reflection;

namespace MusicCluster.Foundation.Tables;

/// <summary>A column of a typed table: its header, its documentation, and how its values are written and read.</summary>
public sealed class Column
{
    private readonly Func<object?, string> format;
    private readonly Func<string, object?> parse;

    private Column(string name, string description, string content, Func<object?, string> format, Func<string, object?> parse) =>
        (Name, Description, Content, this.format, this.parse) = (name, description, content, format, parse);

    /// <summary>The header.</summary>
    public string Name { get; }

    /// <summary>Another header that is read as well; empty: none.</summary>
    public string OtherName { get; private init; } = "";

    /// <summary>Whether a table that is read may lack it.</summary>
    public bool IsOptional { get; private init; }

    /// <summary>What the value is.</summary>
    public string Description { get; }

    /// <summary>What is expected in a field, e.g. <c>a whole number</c>.</summary>
    public string Content { get; }

    /// <summary>A value as it stands in the file; an undefined one is empty.</summary>
    public string Format(object? value) => format(value);

    /// <summary>Reads a field.</summary>
    /// <exception cref="FormatException">It is not what the column holds.</exception>
    public object? Parse(string text) => parse(text);

    /// <summary>A column of a constructor's parameter.</summary>
    internal static Column Of(ColumnAttribute declared, Type type)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        var (content, format, parse) = Codec(inner);
        var isNullable = inner != type;
        return new Column(
            declared.Name, declared.Description, content + (isNullable ? " or nothing" : ""), value => value is null ? "" : format(value),
            text => text.Length == 0 && isNullable ? null : parse(text))
        {
            OtherName = declared.OtherName,
            IsOptional = declared.IsOptional,
        };
    }

    /// <summary>A column that is known by name alone, as those of a wide table are.</summary>
    internal static Column Of(string name, Type type) => Of(new ColumnAttribute(name, ""), type);

    private static (string Content, Func<object, string> Format, Func<string, object> Parse) Codec(Type type)
    {
        if (type == typeof(string))
        {
            return ("text", value => (string)value, text => text);
        }

        if (type == typeof(double))
        {
            return ("a number", value => Numbers.Format((double)value), text => ParseNumber(text));
        }

        if (type == typeof(bool))
        {
            return ("yes or no", value => (bool)value ? "yes" : "no", text => text is "yes" || (text is "no" ? false : throw new FormatException()));
        }

        return type == typeof(int) ? ("a whole number", Whole, text => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
            : type == typeof(long) ? ("a whole number", Whole, text => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
            : type.IsEnum ? EnumWords.Codec(type)
            : Parsable(type);
    }

    private static string Whole(object value) => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);

    /// <summary>An undefined number is empty.</summary>
    private static double ParseNumber(string text) =>
        text.Length == 0 ? double.NaN : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>A type with a text form of its own, <see cref="IParsable{TSelf}"/>.</summary>
    private static (string Content, Func<object, string> Format, Func<string, object> Parse) Parsable(Type type)
    {
        var method = type.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(IFormatProvider)])
            ?? throw new InvalidOperationException($"{type.Name} has no text form; it must be IParsable.");
        var parse = method.CreateDelegate<Func<string, IFormatProvider?, object>>();
        return (EnumWords.Spaced(type.Name), value => value.ToString()!, text => parse(text, CultureInfo.InvariantCulture));
    }
}
