using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Pipeline.Profiles;

/// <summary>One option in the tables of <c>docs/profiles.md</c>.</summary>
/// <param name="Key">Its path within the section, e.g. <c>whisper.model</c>.</param>
/// <param name="Option">What it says of itself.</param>
/// <param name="Default">Its default; null for none.</param>
internal sealed record OptionRow(string Key, OptionInfo Option, JsonNode? Default)
{
    /// <summary>The options of a record and of those within it, depth first.</summary>
    public static IReadOnlyList<OptionRow> Of(Type record, string prefix = "")
    {
        var defaults = OptionInfo.Defaults(record);
        return
        [
            .. OptionInfo.Of(record).SelectMany(option => new[] { new OptionRow(prefix + option.Key, option, OptionDefault.Of(option, defaults)) }
                .Concat(option.IsRecord ? Of(option.ValueType, $"{prefix}{option.Key}{(option.IsList ? "[]" : "")}.") : [])),
        ];
    }

    /// <summary>key | default | range or words | unit | what it does.</summary>
    public string[] Cells() => [$"`{Key}`", DefaultText(), ValueText(), Option.Option?.Unit ?? "", Description()];

    /// <summary>A value as a profile would write it, without quotation marks.</summary>
    public static string Text(object value) => value is Enum
        ? JsonNamingPolicy.KebabCaseLower.ConvertName($"{value}")
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private string Description() => Option.Option is not { } text ? ""
        : text.Example is { } example ? $"{text.Description} Example: `{example}`"
        : text.Description;

    private string DefaultText() => Option.IsRequired ? "*required*"
        : Option.Option?.Unset is { } unset ? $"*{unset}*"
        : Option.IsRecord && !Option.IsList ? ""
        : Default is JsonArray list ? $"`[{string.Join(", ", list.Select(item => item!.ToJsonString(ProfileJson.Options)))}]`"
        : Default is null ? "" : $"`{Default.ToJsonString(ProfileJson.Options)}`";

    private string ValueText()
    {
        var value = Option.IsRecord ? "object" : SimpleText();
        return Option.IsDictionary ? "object of texts"
            : !Option.IsList ? value
            : Option.Items is { MayBeOne: true } ? $"{value}; one or a list"
            : $"list: {value}";
    }

    private string SimpleText()
    {
        var words = string.Join(", ", Option.Words.Select(word => $"`{word}`"));
        if (Option.Range is { } range)
        {
            return words.Length == 0 ? $"{range}" : $"{range}, or {words}";
        }

        return Option.Key == "name" && words.Length > 0 ? "a name of the table below"
            : words.Length > 0 ? (Option.IsOpen ? $"{words}, or text" : words)
            : Option.Pattern is { } pattern ? pattern.Rule
            : Option.ValueType == typeof(bool) ? "`true`, `false`" : "text";
    }
}
