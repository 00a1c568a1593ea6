using System.Text;

namespace MusicCluster.Foundation.Tables;

/// <summary>Several texts in one field, separated by a semicolon and a space; a semicolon or backslash within a text follows a backslash.</summary>
/// <param name="Items">The texts, none of them empty.</param>
public sealed record TextList(IReadOnlyList<string> Items) : IParsable<TextList>
{
    private const char Separator = ';';
    private const char Escape = '\\';

    /// <summary>Reads a field; an empty one has no items.</summary>
    public static TextList Parse(string s, IFormatProvider? provider = null)
    {
        var items = new List<string>();
        var item = new StringBuilder();
        for (var i = 0; i < s.Length; i++)
        {
            if (s[i] == Escape && i + 1 < s.Length)
            {
                item.Append(s[++i]);
            }
            else if (s[i] == Separator)
            {
                items.Add(item.ToString());
                item.Clear();
                i += i + 1 < s.Length && s[i + 1] == ' ' ? 1 : 0;
            }
            else
            {
                item.Append(s[i]);
            }
        }

        if (s.Length > 0)
        {
            items.Add(item.ToString());
        }

        return new TextList(items);
    }

    /// <summary>Reads a field; any text is one.</summary>
    public static bool TryParse(string? s, IFormatProvider? provider, out TextList result)
    {
        result = Parse(s ?? "", provider);
        return s is not null;
    }

    /// <summary>The form in tables.</summary>
    public override string ToString() => string.Join(
        "; ", Items.Select(item => item.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(";", @"\;", StringComparison.Ordinal)));

    /// <summary>Whether the texts are the same.</summary>
    public bool Equals(TextList? other) => other is not null && Items.SequenceEqual(other.Items, StringComparer.Ordinal);

    /// <summary>Of the texts.</summary>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());
}
