using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace MusicCluster.Foundation.Options;

/// <summary>Compares options with what their attributes allow.</summary>
public static class OptionCheck
{
    // Beyond, a list of all words hides the sentence that it stands in.
    private const int ShownWordCount = 10;

    /// <summary>Every rule that is broken, one sentence each: the key, the value found, the rule.</summary>
    /// <param name="options">A record of options; those within it are checked as well.</param>
    /// <param name="prefix">What goes before its keys, e.g. <c>features.</c>.</param>
    public static IEnumerable<string> Errors(this IOptions options, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(options);
        return OptionInfo.Of(options.GetType())
            .SelectMany(option => ValueErrors(option, option.Read(options), prefix + option.Key))
            .Concat(options.BrokenRules(prefix));
    }

    private static IEnumerable<string> ValueErrors(OptionInfo option, object? value, string key) => value switch
    {
        null => [],
        IOptions record => record.Errors($"{key}."),
        string text => TextErrors(option, text, key),
        INumberOrWord mixed => mixed.Number is { } number ? NumberErrors(option, number, key) : [],
        IReadOnlyDictionary<string, string> entries => entries.Keys.SelectMany(name => NameErrors(option, name, key)),
        IEnumerable items => ListErrors(option, [.. items.Cast<object>()], key),
        IConvertible number when option.Range is not null => NumberErrors(option, number.ToDouble(CultureInfo.InvariantCulture), key),
        _ => [],
    };

    private static IEnumerable<string> NumberErrors(OptionInfo option, double value, string key)
    {
        if (option.Range is { } range && !range.Contains(value))
        {
            var finite = double.IsInfinity(value) ? "finite and " : "";
            var words = option.Words.Count == 0 ? "" : $", or {Listed(option.Words)}";
            yield return string.Create(CultureInfo.InvariantCulture, $"{key} is {value}; it must be {finite}{range}{Unit(option)}{words}.");
        }
    }

    private static IEnumerable<string> TextErrors(OptionInfo option, string text, string key)
    {
        if (option.Words.Count > 0 && !option.IsOpen && !option.Words.Contains(text))
        {
            yield return option.Words.Count > ShownWordCount
                ? $"{key} is '{text}', which is not known; the nearest known {option.Key} is '{Nearest.To(text, option.Words)}'."
                : $"{key} is '{text}'; it must be one of {string.Join(", ", option.Words)} (nearest: {Nearest.To(text, option.Words)}).";
        }

        if (option.Pattern is { } pattern && !pattern.Contains(text))
        {
            yield return $"{key} is '{text}'; it must be {pattern.Rule}{Example(option)}.";
        }
    }

    private static IEnumerable<string> NameErrors(OptionInfo option, string name, string key)
    {
        if (option.Pattern is { } pattern && !pattern.Contains(name))
        {
            yield return $"{key} has the name '{name}'; it must be {pattern.Rule}.";
        }
    }

    private static IEnumerable<string> ListErrors(OptionInfo option, List<object> items, string key)
    {
        var entries = items.SelectMany((item, i) => ValueErrors(option, item, $"{key}[{i}]"));
        if (option.Items is not { } rule)
        {
            return entries;
        }

        if (items.Count == 0 && rule.AreNeeded)
        {
            return [$"{key} is empty; at least one entry is needed{Example(option)}."];
        }

        return rule.AreDistinct && items.Distinct().Count() < items.Count
            ? entries.Prepend($"{key} is [{string.Join(", ", items.Select(Shown))}]; each entry may be there only once.")
            : entries;
    }

    private static string Shown(object item) => item is Enum word
        ? JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString())
        : Convert.ToString(item, CultureInfo.InvariantCulture)!;

    private static string Unit(OptionInfo option) => option.Option?.Unit is { } unit ? $" {unit}" : "";

    private static string Example(OptionInfo option) => option.Option?.Example is { } example ? $", e.g. {example}" : "";

    private static string Listed(IReadOnlyList<string> words) => string.Join(" or ", words.Select(word => $"\"{word}\""));
}
