using System.Reflection;
using System.Text.Json.Serialization;

namespace MusicCluster.Foundation.Tables;

/// <summary>The words that an enumeration's values are in tables: those of their attribute, or their names with hyphens.</summary>
internal static class EnumWords
{
    /// <summary>How values are written and read.</summary>
    public static (string Content, Func<object, string> Format, Func<string, object> Parse) Codec(Type type)
    {
        var words = Enum.GetValues(type).Cast<object>().ToDictionary(value => value, value => Word(type, value));
        var values = words.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
        var shown = string.Join(", ", words.Values.Select(word => word.Length == 0 ? "nothing" : word));
        return ($"one of {shown}", value => words[value], text => values.TryGetValue(text, out var value) ? value : throw new FormatException());
    }

    /// <summary><c>PartitionKey</c> as <c>partition key</c>.</summary>
    public static string Spaced(string name) => Split(name, ' ');

    private static string Word(Type type, object value)
    {
        var name = value.ToString()!;
        return type.GetField(name)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? Split(name, '-');
    }

    private static string Split(string name, char between) =>
        string.Concat(name.Select((c, i) => (i > 0 && char.IsUpper(c) ? between.ToString() : "") + char.ToLowerInvariant(c)));
}
