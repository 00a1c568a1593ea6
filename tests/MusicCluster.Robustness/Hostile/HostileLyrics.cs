using System.Text;
using MusicCluster.Corpus;
using MusicCluster.Lyrics;
using MusicCluster.Lyrics.Sources;

namespace MusicCluster.Robustness.Hostile;

/// <summary>Lyric files in every encoding, of every length, and of things that are no text.</summary>
internal static class HostileLyrics
{
    private const string Verse = "[Verse 1]\n[00:12.34] I walked along the river when the night was "
        + "falling down\nund alle Lichter brannten — é, ñ, 日本語, العربية, 😀\n<00:01.00>la la la\n";

    private static readonly string[] Pieces = ["\0", "\ufeff", "\ud800", "\udc00", "\r", "\u2028", "[", "]", "<", ">",
        "\u0301", "\u200d", "\u202e", new('a', 300_000), new('[', 50_000), new('\u0301', 20_000), "﷽", "\u1100\u1161"];

    public static void Run(Random random, string folder)
    {
        Encoding[] encodings = [new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.Latin1, Encoding.UTF32];
        var encoding = encodings[random.Next(encodings.Length)];
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Mutation.Of(Verse, random, Pieces))];
        var path = Path.Combine(folder, "case.txt");
        File.WriteAllBytes(path, random.Next(3) == 0 ? Mutation.Of(bytes, random) : random.Next(20) == 0
            ? Mutation.RandomBytes(random, random.Next(4_000)) : bytes);
        using var files = new LyricFiles();
        var text = files.FindAsync(new Track("1", "", LyricsPath: path), CancellationToken.None).AsTask().GetAwaiter().GetResult().Text;
        TextFilter.Judge(text, new TranscriptRules(), LyricsLanguage.English);
        LyricStatistics.Of(text);
        SongMatch.Score(text[..Math.Min(200, text.Length)], "a", "b", text[..Math.Min(200, text.Length)]);
        TfIdf.Fit([text, "another text altogether"], new TfIdfOptions(50, 3, 1) { StripAccents = random.Next(2) == 0 });
    }
}
