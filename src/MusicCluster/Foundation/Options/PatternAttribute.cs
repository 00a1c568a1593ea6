using System.Text.RegularExpressions;

namespace MusicCluster.Foundation.Options;

/// <summary>What a text option, each text of a list, or each name of an object must look like.</summary>
/// <param name="pattern">A regular expression from <c>^</c> to <c>$</c> that .NET and JSON Schema read alike.</param>
/// <param name="rule">The same in words, to follow "it must be".</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PatternAttribute(string pattern, string rule) : Attribute
{
    public string Pattern { get; } = pattern;

    public string Rule { get; } = rule;

    /// <summary>Whether the whole text matches; <c>$</c> alone would let a final line break pass.</summary>
    public bool Contains(string text) => Regex.Match(text, Pattern, RegexOptions.CultureInvariant) is { Success: true } match && match.Length == text.Length;
}
