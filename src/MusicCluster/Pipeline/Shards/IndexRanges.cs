using System.Globalization;

namespace MusicCluster.Pipeline.Shards;

/// <summary>Lists of numbers as people and Slurm write them: <c>1-3,5,7-8</c>.</summary>
internal static class IndexRanges
{
    /// <param name="indexes">In rising order.</param>
    public static string Format(IReadOnlyList<int> indexes)
    {
        var ranges = new List<string>();
        for (var start = 0; start < indexes.Count;)
        {
            var end = start;
            while (end + 1 < indexes.Count && indexes[end + 1] == indexes[end] + 1)
            {
                end++;
            }

            ranges.Add(start == end
                ? indexes[start].ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"{indexes[start]}-{indexes[end]}"));
            start = end + 1;
        }

        return string.Join(',', ranges);
    }

    /// <summary>Reads what <see cref="Format"/> wrote, and Slurm's <c>1-3,5%2</c>, whose limit is left out.</summary>
    /// <returns>The numbers; none where the text is not of that form.</returns>
    public static IReadOnlyList<int> Parse(string text)
    {
        var result = new List<int>();
        foreach (var range in text.Split('%')[0].Split(','))
        {
            var ends = range.Split('-');
            if (!int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) || ends.Length > 2 || last < first)
            {
                return [];
            }

            result.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return result;
    }
}
