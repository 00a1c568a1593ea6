using System.Reflection;

namespace MusicCluster.Foundation.Options;

/// <summary>The words that a text option may have, or that stand in place of its number.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WordsAttribute : Attribute
{
    private readonly Dictionary<string, string> meanings = [];

    public WordsAttribute(params string[] words) => Words = words;

    /// <summary>A list that the program needs for other purposes, too.</summary>
    /// <param name="owner">The type that has it.</param>
    /// <param name="member">A static property: words, or pairs of a word and its meaning.</param>
    public WordsAttribute(Type owner, string member)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var list = owner.GetProperty(member, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(null)!;
        if (list is IEnumerable<KeyValuePair<string, string>> pairs)
        {
            meanings = new Dictionary<string, string>(pairs);
            Words = [.. pairs.Select(pair => pair.Key)];
        }
        else
        {
            Words = [.. (IEnumerable<string>)list];
        }
    }

    /// <summary>All words, in order.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Whether any other text is allowed as well, such as a path.</summary>
    public bool IsOpen { get; init; }

    /// <summary>What a word means; null where the option's description says it.</summary>
    public string? Meaning(string word) => meanings.GetValueOrDefault(word);
}
