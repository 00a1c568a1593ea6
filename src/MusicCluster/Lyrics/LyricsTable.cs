using MusicCluster.Corpus;
using MusicCluster.Foundation;

namespace MusicCluster.Lyrics;

/// <summary>Finds the words of each track and records where they came from, or why there are none.</summary>
public static class LyricsTable
{
    /// <summary>Writes <c>lyrics.csv</c> (<c>track_id,source,verdict,reason,words,text</c>) and <c>text/&lt;track_id&gt;.txt</c>.</summary>
    public static void Write(IReadOnlyList<Track> tracks, LyricsOptions options, string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "text"));
        var table = new CsvTable("track_id", "source", "verdict", "reason", "words", "text");
        foreach (var track in tracks)
        {
            var lyrics = Find(track, options);
            var name = "";
            if (lyrics.IsKept)
            {
                name = $"text/{FileNames.Safe(track.Id)}.txt";
                AtomicFile.WriteText(Path.Combine(folder, name), lyrics.Text + "\n");
            }

            table.Add(track.Id, lyrics.Source, lyrics.IsKept ? "kept" : "refused", lyrics.Reason, Tokenizer.Words(lyrics.Text).Count, name);
        }

        table.Write(Path.Combine(folder, "lyrics.csv"));
    }

    /// <summary>The kept texts by track id.</summary>
    public static IReadOnlyDictionary<string, string> Read(string folder)
    {
        var table = CsvTable.Read(Path.Combine(folder, "lyrics.csv"));
        var id = table.Column("track_id");
        var text = table.Column("text");
        return table.Rows.Where(row => row[text].Length > 0)
            .ToDictionary(row => row[id], row => File.ReadAllText(Path.Combine(folder, row[text])));
    }

    private static (string Text, string Source, bool IsKept, string Reason) Find(Track track, LyricsOptions options)
    {
        if (track.LyricsPath.Length == 0)
        {
            return ("", "", false, "no source has lyrics");
        }

        try
        {
            var file = new FileInfo(track.LyricsPath);
            if (file.Length > LyricsText.MaximumByteCount)
            {
                return ("", "files", false, $"file has {file.Length} bytes; lyrics have at most {LyricsText.MaximumByteCount}");
            }

            var text = LyricsText.Clean(LyricsText.Decode(File.ReadAllBytes(track.LyricsPath)));
            var wordCount = Tokenizer.Words(text).Count;
            return wordCount >= options.MinimumWordCount
                ? (text, "files", true, "")
                : (text, "files", false, $"{wordCount} words; at least {options.MinimumWordCount} are needed");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ("", "files", false, $"file cannot be read: {error.GetType().Name}");
        }
    }
}
