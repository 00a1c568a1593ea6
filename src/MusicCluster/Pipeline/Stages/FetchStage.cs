using MusicCluster.Corpus;
using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Tables;
using MusicCluster.Pipeline.Cache;

namespace MusicCluster.Pipeline.Stages;

/// <summary>
/// Corpus → <c>tracks.csv</c>, the content of every file as <c>audio.csv</c> and <c>lyrics.csv</c>, and what files say about
/// themselves as <c>tags.csv</c>.
/// </summary>
/// <remarks>
/// Three tables, because a later stage runs again when a file that it reads has changed: genres and titles are in
/// <c>tracks.csv</c> alone, of which nothing before evaluation reads more than the names that lyric services are asked by.
/// </remarks>
internal static class FetchStage
{
    public const string Name = "fetch";

    public static StageOutput Run(RunContext context)
    {
        var folder = context.CorpusFolder;
        var index = Digests(context);
        var source = new CorpusSource(context, index);
        var (tracks, known) = source.Read();
        var audio = tracks.All(track => track.AudioPath.Length == 0)
            ? [.. tracks.Select(_ => FileDigestIndex.Entry.Nothing)]
            : index.Of([.. tracks.Select(track => track.AudioPath)], context.ThreadCount, context.Progress, context.Cancellation);
        var withLyrics = tracks.Where(track => track.LyricsPath.Length > 0).ToList();
        var lyrics = index.Of([.. withLyrics.Select(track => track.LyricsPath)], context.ThreadCount, context.Progress, context.Cancellation);
        index.Save();

        var present = tracks.Where((_, i) => audio[i] is not null).ToList();
        var reasons = known.ToDictionary(failure => failure.TrackId, failure => failure.Reason);
        var failures = tracks.Where((_, i) => audio[i] is null)
            .Select(track => new TrackFailure(track.Id, Name, reasons.GetValueOrDefault(track.Id) ?? Missing(track.AudioPath))).ToList();
        var audioTable = Table.ToCsv(Listing(tracks, audio).Select(item => new AudioContentRow(
            item.Track.Id, TrackTable.Relative(folder, item.Track.AudioPath), item.Entry.Sha256)));
        var lyricsTable = Table.ToCsv(Listing(withLyrics, lyrics).Select(item => new LyricsContentRow(
            item.Track.Id, TrackTable.Relative(folder, item.Track.LyricsPath), item.Entry.Sha256)));
        var content = string.Join('\n', tracks.Select(track => string.Join('\t', track.Id, track.Genre, track.Title, track.Artist, track.Year)));
        return context.Cache.GetOrProduce(new StageDefinition(
            Name, 2, context.Profile.Corpus.Kind,
            [
                new StageInput("tracks", Digest.OfText(content)),
                new StageInput("audio", Digest.OfText(audioTable.ToText())),
                new StageInput("lyrics", Digest.OfText(lyricsTable.ToText())),
                new StageInput("failures", Digest.OfText(string.Join('\n', failures))),
                .. source.Tags.Count > 0 ? [new StageInput("tags", Digest.OfText(Table.ToCsv(source.Tags).ToText()))] : Array.Empty<StageInput>(),
            ],
            output =>
            {
                TrackTable.Write(output, folder, present);
                audioTable.Write(Table.PathIn<AudioContentRow>(output));
                lyricsTable.Write(Table.PathIn<LyricsContentRow>(output));
                Table.Write(output, failures);
                if (source.Tags.Count > 0)
                {
                    Table.Write(output, source.Tags);
                }

                if (context.Profile.Corpus.Kind == CorpusKind.Fma)
                {
                    Table.Write(output, tracks.Select(track => new SelectionRow(track.Id, track.Genre)));
                }
            }));
    }

    /// <summary>What is known of the corpus's files.</summary>
    public static FileDigestIndex Digests(RunContext context) => new(Path.Combine(context.Cache.Root, "files.csv"));

    /// <summary>Tracks that have audio, with genres.</summary>
    public static IReadOnlyList<Track> Tracks(StageOutput output, RunContext context) =>
        TrackTable.Read(output.Folder, context.CorpusFolder);

    private static string Missing(string path) =>
        Path.EndsInDirectorySeparator(path) ? "folder cannot be read"
        : !File.Exists(path) ? "audio file is missing"
        : File.ResolveLinkTarget(path, returnFinalTarget: false) is { Exists: false } target ? $"audio file is a link to '{target.Name}', which is missing"
        : "audio file cannot be read";

    private static IEnumerable<(Track Track, FileDigestIndex.Entry Entry)> Listing(
        IReadOnlyList<Track> tracks, IReadOnlyList<FileDigestIndex.Entry?> entries) =>
        tracks.Zip(entries).Where(pair => pair.Second is not null).Select(pair => (pair.First, pair.Second!));
}
