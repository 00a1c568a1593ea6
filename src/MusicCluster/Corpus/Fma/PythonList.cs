using System.Globalization;

namespace MusicCluster.Corpus.Fma;

/// <summary>Lists as Python prints them.</summary>
internal static class PythonList
{
    /// <summary>Reads whole numbers, e.g. <c>[76, 103]</c>; anything else is left out.</summary>
    public static IReadOnlyList<int> Numbers(ReadOnlySpan<char> text)
    {
        var inner = text.Trim().TrimStart('[').TrimEnd(']');
        if (inner.IsEmpty)
        {
            return [];
        }

        var numbers = new List<int>(4);
        foreach (var range in inner.Split(','))
        {
            if (int.TryParse(inner[range], NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
        }

        return numbers;
    }
}
