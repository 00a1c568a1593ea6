using MusicCluster.Corpus;
using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Tables;
using MusicCluster.Pipeline.Cache;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Corpus → <c>tracks.csv</c>, and the content of every file as <c>audio.csv</c> and <c>lyrics.csv</c>.</summary>
/// <remarks>
/// Three tables, because a later stage runs again when a file that it reads has changed: genres and titles are in
/// <c>tracks.csv</c> alone, of which nothing before evaluation reads more than the names that lyric services are asked by.
/// </remarks>
internal static class FetchStage
{
    public const string Name = "fetch";

    /// <summary>The tracks that a profile has chosen from FMA, whether or not they have audio.</summary>
    public const string SelectionFile = "selection.csv";

    public static StageOutput Run(RunContext context)
    {
        var folder = context.CorpusFolder;
        var index = new FileDigestIndex(Path.Combine(context.Cache.Root, "files.csv"));
        var (tracks, known) = new CorpusSource(context, index).Read();
        var audio = context.Profile.Corpus.Kind == CorpusKind.Table
            ? [.. tracks.Select(_ => FileDigestIndex.Entry.Nothing)]
            : index.Of([.. tracks.Select(track => track.AudioPath)], context.ThreadCount, context.Progress, context.Cancellation);
        var withLyrics = tracks.Where(track => track.LyricsPath.Length > 0).ToList();
        var lyrics = index.Of([.. withLyrics.Select(track => track.LyricsPath)], context.ThreadCount, context.Progress, context.Cancellation);
        index.Save();

        var present = tracks.Where((_, i) => audio[i] is not null).ToList();
        var reasons = known.ToDictionary(failure => failure.TrackId, failure => failure.Reason);
        var failures = tracks.Where((_, i) => audio[i] is null)
            .Select(track => new TrackFailure(track.Id, Name, reasons.GetValueOrDefault(track.Id) ?? Missing(track.AudioPath))).ToList();
        var audioTable = Listing(folder, tracks.Select((track, i) => (track.Id, track.AudioPath, audio[i])));
        var lyricsTable = Listing(folder, withLyrics.Select((track, i) => (track.Id, track.LyricsPath, lyrics[i])));
        var content = string.Join('\n', tracks.Select(track => string.Join('\t', track.Id, track.Genre, track.Title, track.Artist, track.Year)));
        return context.Cache.GetOrProduce(new StageDefinition(
            Name, 2, context.Profile.Corpus.Kind,
            [
                new StageInput("tracks", Digest.OfText(content)),
                new StageInput("audio", Digest.OfText(audioTable.ToText())),
                new StageInput("lyrics", Digest.OfText(lyricsTable.ToText())),
                new StageInput("failures", Digest.OfText(string.Join('\n', failures))),
            ],
            output =>
            {
                TrackTable.Write(Path.Combine(output, "tracks.csv"), folder, present);
                audioTable.Write(Path.Combine(output, "audio.csv"));
                lyricsTable.Write(Path.Combine(output, "lyrics.csv"));
                TrackTable.WriteFailures(Path.Combine(output, "failures.csv"), failures);
                if (context.Profile.Corpus.Kind == CorpusKind.Fma)
                {
                    WriteSelection(Path.Combine(output, SelectionFile), tracks);
                }
            }));
    }

    /// <summary>Tracks that have audio, with genres.</summary>
    public static IReadOnlyList<Track> Tracks(StageOutput output, RunContext context) =>
        TrackTable.Read(output.PathOf("tracks.csv"), context.CorpusFolder);

    private static void WriteSelection(string path, IReadOnlyList<Track> tracks)
    {
        var table = new CsvTable("track_id", "genre");
        foreach (var track in tracks)
        {
            table.Add(track.Id, track.Genre);
        }

        table.Write(path);
    }

    private static string Missing(string path) =>
        Path.EndsInDirectorySeparator(path) ? "folder cannot be read"
        : !File.Exists(path) ? "audio file is missing"
        : File.ResolveLinkTarget(path, returnFinalTarget: false) is { Exists: false } target ? $"audio file is a link to '{target.Name}', which is missing"
        : "audio file cannot be read";

    private static CsvTable Listing(string folder, IEnumerable<(string Id, string Path, FileDigestIndex.Entry? Entry)> files)
    {
        var table = new CsvTable("track_id", "path", "sha256");
        foreach (var (id, path, entry) in files)
        {
            if (entry is not null)
            {
                table.Add(id, TrackTable.Relative(folder, path), entry.Sha256);
            }
        }

        return table;
    }
}
