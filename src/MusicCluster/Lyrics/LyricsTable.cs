using System.Collections.Concurrent;
using System.Globalization;
using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Tables;
using MusicCluster.Lyrics.Sources;
using MusicCluster.Lyrics.Whisper;

namespace MusicCluster.Lyrics;

/// <summary>Finds the lyrics of each track and records where they came from, or why there are none.</summary>
internal static class LyricsTable
{
    /// <summary>The column of the similarity of artist and title to the song that a service found, 0 to 1.</summary>
    public const string MatchScore = "match_score";

    /// <summary>The column of the seconds in which the lyrics are sung, where they say when.</summary>
    public const string VoicedSeconds = "voiced_s";

    /// <summary>The column of the seconds that were listened to for them; empty where it is the whole song.</summary>
    public const string ListenedSeconds = "listened_s";

    /// <summary>What a source may record about a track besides its lyrics, in the order of the columns.</summary>
    public static IReadOnlyList<string> FigureColumns { get; } =
    [
        MatchScore, VoicedSeconds, ListenedSeconds, .. WhisperSource.FigureColumns,
        .. TextFilter.List(TextFigures.Of("")).Select(figure => figure.Key).Where(name => name != WordCount),
    ];

    private const string WordCount = "words";

    /// <summary>
    /// Writes <c>lyrics.csv</c>, <c>attempts.csv</c>, <c>unanswered.csv</c> and <c>text/&lt;track_id&gt;.txt</c>.
    /// </summary>
    /// <param name="tracks">Rows, in this order.</param>
    /// <param name="finder">Asked once per track.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="parallelCount">Tracks asked about at the same time.</param>
    /// <param name="progress">Receives the number of tracks.</param>
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

            var detail = string.Join(", ",
                kept.ToArray().OrderBy(item => item.Key).Select(item => $"{item.Value} from {Name(item.Key)}").Append(finder.Pace)
                    .Where(part => part.Length > 0));
            progress.Report(new StageProgress("looking for lyrics", Interlocked.Increment(ref doneCount), tracks.Count, "tracks", detail));
        }).GetAwaiter().GetResult();
        WriteTables(tracks, found, folder);
    }

    /// <summary>The kept texts by track id.</summary>
    public static IReadOnlyDictionary<string, string> Read(string folder)
    {
        return Table.ReadWide<LyricsRow, string>(folder).Rows.Where(row => row.Text.Length > 0)
            .ToDictionary(row => row.TrackId, row => File.ReadAllText(Path.Combine(folder, row.Text)));
    }

    private static void WriteTables(IReadOnlyList<Track> tracks, IReadOnlyList<LyricsAttempt>[] found, string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "text"));
        var rows = tracks.Select((track, i) => Row(track.Id, found[i], folder)).ToList();
        var figures =
            FigureColumns.Select(column => new Series<string>(column, [.. rows.Select(row => CsvTable.ToText(row.Figures.GetValueOrDefault(column)))]));
        new WideTable<LyricsRow, string>([.. rows.Select(row => row.Row)], [.. figures]).Write(folder);
        var attempts = tracks.Zip(found).SelectMany(pair => pair.Second.Select(attempt => (pair.First.Id, Attempt: attempt))).ToList();
        Table.Write(folder,
            attempts.Select(item => new AttemptRow(item.Id, Name(item.Attempt.Source), Verdict(item.Attempt.Answer), item.Attempt.Answer.Reason)));
        Table.Write(folder, attempts.Where(item => item.Attempt.Trouble.Length > 0)
            .Select(item => new UnansweredRow(item.Id, Name(item.Attempt.Source), item.Attempt.Trouble)));
    }

    /// <summary>The row of the source that came nearest: the one that is kept, else the last that knew the track.</summary>
    private static (LyricsRow Row, IReadOnlyDictionary<string, object> Figures) Row(string id, IReadOnlyList<LyricsAttempt> attempts, string folder)
    {
        if (attempts.LastOrDefault(attempt => attempt.Answer.Reason != LyricsAnswer.Nothing.Reason) is not { } attempt)
        {
            return (new LyricsRow(id, "", Verdict(LyricsAnswer.Nothing), "no source has lyrics", 0, ""), LyricsAnswer.Nothing.Figures);
        }

        var answer = attempt.Answer;
        var name = "";
        if (answer.IsKept)
        {
            name = $"text/{FileNames.Safe(id)}.txt";
            AtomicFile.WriteText(Path.Combine(folder, name), answer.Text + "\n");
        }

        var wordCount = Convert.ToInt32(answer.Figures.GetValueOrDefault(WordCount, 0), CultureInfo.InvariantCulture);
        return (new LyricsRow(id, Name(attempt.Source), Verdict(answer), answer.Reason, wordCount, name), answer.Figures);
    }

    private static string Verdict(LyricsAnswer answer) => answer.IsKept ? "kept" : "refused";

    private static string Name(LyricsSource source) => source.ToString().ToLowerInvariant();
}
