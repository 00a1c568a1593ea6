using System.Globalization;
using System.Text.RegularExpressions;

namespace MusicCluster.Lyrics;

/// <summary>When lyrics are sung, from the stamps of an <c>.lrc</c> text: <c>[mm:ss.xx]</c> before each line.</summary>
internal static partial class LyricTimes
{
    /// <summary>A line that seems to last longer is followed by music that nobody stamped, in seconds.</summary>
    private const double LongestLine = 10;

    /// <summary>
    /// Seconds in which lines are sung: each from its stamp to the next one of any line, at most <see cref="LongestLine"/>.
    /// The last line, which no stamp ends, counts as the median of the others.
    /// </summary>
    /// <param name="text">As it came, with its stamps.</param>
    /// <returns>Null for a text with fewer than two stamps.</returns>
    public static double? VoicedSeconds(string text)
    {
        List<(double Start, bool IsSung)> lines =
            [.. text.ReplaceLineEndings("\n").Split('\n').SelectMany(Stamps).OrderBy(line => line.Start).ThenBy(line => line.IsSung)];
        if (lines.Count < 2)
        {
            return null;
        }

        double[] sung = [.. lines.Zip(lines.Skip(1)).Where(pair => pair.First.IsSung)
            .Select(pair => Math.Min(LongestLine, pair.Second.Start - pair.First.Start))];
        var last = lines[^1].IsSung && sung.Length > 0 ? sung.Order().ElementAt(sung.Length / 2) : 0;
        return sung.Sum() + last;
    }

    /// <summary>A line of the text once for each of its stamps: a refrain is written once, with all its times.</summary>
    private static IEnumerable<(double Start, bool IsSung)> Stamps(string line)
    {
        var stamps = StampsPattern().Match(line);
        var isSung = LyricsText.Clean(line).Length > 0;
        return StampPattern().Matches(stamps.Value).Select(stamp => (Seconds(stamp), isSung));
    }

    private static double Seconds(Match stamp) => (60 * Number(stamp.Groups["minutes"])) + Number(stamp.Groups["seconds"]);

    // Some programs write the hundredths after a colon.
    private static double Number(Group digits) => double.Parse(digits.Value.Replace(':', '.'), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(\[\d{1,3}:\d{1,2}([.:]\d{1,3})?\]\s*)+")]
    private static partial Regex StampsPattern();

    [GeneratedRegex(@"\[(?<minutes>\d{1,3}):(?<seconds>\d{1,2}([.:]\d{1,3})?)\]")]
    private static partial Regex StampPattern();
}
