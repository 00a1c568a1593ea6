using System.IO.Compression;
using System.Text;

namespace MusicCluster.Lyrics;

/// <summary>How dense and how repetitive lyrics are: what distinguishes genres where topics do not.</summary>
public static class LyricStatistics
{
    /// <summary>The columns of <see cref="Of"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "log-words", "log-unique-words", "unique-word-ratio", "mean-word-length", "log-lines", "words-per-line",
        "repeated-line-share", "repeated-pair-share", "most-frequent-word-share", "once-only-share", "compression-ratio",
    ];

    /// <summary>The statistics of a text, in the order of <see cref="Names"/>; all zero where it has no word.</summary>
    public static double[] Of(string text)
    {
        var words = Tokenizer.Words(text);
        if (words.Count == 0)
        {
            return new double[Names.Count];
        }

        string[] lines = [.. text.Split('\n').Select(line => string.Join(' ', Tokenizer.Words(line))).Where(line => line.Length > 0)];
        var counts = words.CountBy(word => word).ToDictionary();
        string[] pairs = [.. words.Zip(words.Skip(1), (first, second) => $"{first} {second}")];
        return
        [
            Math.Log(1 + words.Count),
            Math.Log(1 + counts.Count),
            (double)counts.Count / words.Count,
            words.Average(word => word.EnumerateRunes().Count()),
            Math.Log(1 + lines.Length),
            (double)words.Count / lines.Length,
            RepeatedShare(lines),
            RepeatedShare(pairs),
            (double)counts.Values.Max() / words.Count,
            (double)counts.Values.Count(count => count == 1) / counts.Count,
            CompressionRatio(text),
        ];
    }

    /// <summary>Bytes of the text over bytes of its zlib form: above 2.4 it repeats itself as inventions do.</summary>
    public static double CompressionRatio(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(bytes);
        }

        return (double)bytes.Length / compressed.Length;
    }

    /// <summary>The share of items that were there before.</summary>
    private static double RepeatedShare(string[] items) =>
        items.Length == 0 ? 0 : 1 - ((double)items.Distinct(StringComparer.Ordinal).Count() / items.Length);
}
