using System.Collections.Concurrent;
using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Tables;
using MusicCluster.Lyrics.Sources;
using MusicCluster.Lyrics.Whisper;

namespace MusicCluster.Lyrics;

/// <summary>Finds the words of each track and records where they came from, or why there are none.</summary>
public static class LyricsTable
{
    /// <summary>The column of the similarity of artist and title to the song that a service found, 0 to 1.</summary>
    public const string MatchScore = "match_score";

    /// <summary>Tracks that a source gave no answer for: such an output is made again by the next run.</summary>
    public const string UnansweredFile = "unanswered.csv";

    /// <summary>What a source may say of a track beside its words, in the order of the columns.</summary>
    public static IReadOnlyList<string> FigureColumns { get; } = [MatchScore, .. WhisperSource.FigureColumns, .. TextFilter.List(TextFigures.Of("")).Select(figure => figure.Key).Where(name => name != WordCount)];

    private const string WordCount = "words";

    /// <summary>
    /// Writes <c>lyrics.csv</c> (<c>track_id,source,verdict,reason,words,text</c>, then <see cref="FigureColumns"/>),
    /// <c>attempts.csv</c> (<c>track_id,source,verdict,reason</c>), <see cref="UnansweredFile"/> and <c>text/&lt;track_id&gt;.txt</c>.
    /// </summary>
    /// <param name="tracks">Rows, in this order.</param>
    /// <param name="finder">Asked once per track.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="parallelCount">Tracks asked about at the same time.</param>
    /// <param name="progress">Told tracks.</param>
    /// <param name="cancellation">Stops between two tracks.</param>
    public static void Write(
        IReadOnlyList<Track> tracks, LyricsFinder finder, string folder, int parallelCount, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        var found = new IReadOnlyList<LyricsAttempt>[tracks.Count];
        var doneCount = 0;
        var kept = new ConcurrentDictionary<LyricsSource, int>();
        Parallel.ForAsync(0, tracks.Count, new ParallelOptions { MaxDegreeOfParallelism = parallelCount, CancellationToken = cancellation }, async (i, stop) =>
        {
            found[i] = await finder.FindAsync(tracks[i], stop).ConfigureAwait(false);
            if (found[i] is [.., { Answer.IsKept: true } last])
            {
                kept.AddOrUpdate(last.Source, 1, (_, count) => count + 1);
            }

            var detail = string.Join(", ", kept.OrderBy(item => item.Key).Select(item => $"{item.Value} from {Name(item.Key)}").Append(finder.Pace).Where(part => part.Length > 0));
            progress.Report(new StageProgress("looking for words", Interlocked.Increment(ref doneCount), tracks.Count, "tracks", detail));
        }).GetAwaiter().GetResult();
        WriteTables(tracks, found, folder);
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

    private static void WriteTables(IReadOnlyList<Track> tracks, IReadOnlyList<LyricsAttempt>[] found, string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "text"));
        var table = new CsvTable(["track_id", "source", "verdict", "reason", "words", "text", .. FigureColumns]);
        var attempts = new CsvTable("track_id", "source", "verdict", "reason");
        var unanswered = new CsvTable("track_id", "source", "reason");
        for (var i = 0; i < tracks.Count; i++)
        {
            AddRow(table, tracks[i].Id, found[i], folder);
            foreach (var attempt in found[i])
            {
                attempts.Add(tracks[i].Id, Name(attempt.Source), Verdict(attempt.Answer), attempt.Answer.Reason);
                if (attempt.Trouble.Length > 0)
                {
                    unanswered.Add(tracks[i].Id, Name(attempt.Source), attempt.Trouble);
                }
            }
        }

        table.Write(Path.Combine(folder, "lyrics.csv"));
        attempts.Write(Path.Combine(folder, "attempts.csv"));
        unanswered.Write(Path.Combine(folder, UnansweredFile));
    }

    private static void AddRow(CsvTable table, string id, IReadOnlyList<LyricsAttempt> attempts, string folder)
    {
        // The row tells of the source that came nearest: the one that is kept, else the last that knew the track.
        var told = attempts.LastOrDefault(attempt => attempt.Answer.Reason != LyricsAnswer.Nothing.Reason);
        if (told is null)
        {
            table.Add([id, "", Verdict(LyricsAnswer.Nothing), "no source has lyrics", 0, "", .. FigureColumns.Select(_ => "")]);
            return;
        }

        var answer = told.Answer;
        var name = "";
        if (answer.IsKept)
        {
            name = $"text/{FileNames.Safe(id)}.txt";
            AtomicFile.WriteText(Path.Combine(folder, name), answer.Text + "\n");
        }

        table.Add([
            id, Name(told.Source), Verdict(answer), answer.Reason, answer.Figures.GetValueOrDefault(WordCount, 0), name,
            .. FigureColumns.Select(column => answer.Figures.GetValueOrDefault(column, ""))]);
    }

    private static string Verdict(LyricsAnswer answer) => answer.IsKept ? "kept" : "refused";

    private static string Name(LyricsSource source) => source.ToString().ToLowerInvariant();
}
