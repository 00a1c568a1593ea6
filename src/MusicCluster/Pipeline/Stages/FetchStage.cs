using MusicCluster.Corpus;
using MusicCluster.Foundation;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Corpus → <c>tracks.csv</c>, and the content of every file as <c>audio.csv</c> and <c>lyrics.csv</c>.</summary>
/// <remarks>
/// Three tables, because a later stage runs again when a file that it reads has changed: genres and titles are in
/// <c>tracks.csv</c> alone, which nothing before evaluation reads.
/// </remarks>
internal static class FetchStage
{
    public const string Name = "fetch";

    public static StageOutput Run(RunContext context)
    {
        var folder = context.CorpusFolder;
        var tracks = FolderCorpus.Read(folder);
        var index = new FileDigestIndex(Path.Combine(context.Cache.Root, "files.csv"));
        var audio = index.Of([.. tracks.Select(track => track.AudioPath)], context.ThreadCount);
        var withLyrics = tracks.Where(track => track.LyricsPath.Length > 0).ToList();
        var lyrics = index.Of([.. withLyrics.Select(track => track.LyricsPath)], context.ThreadCount);
        index.Save();

        var present = tracks.Where((_, i) => audio[i] is not null).ToList();
        var failures = tracks.Where((_, i) => audio[i] is null)
            .Select(track => new TrackFailure(track.Id, Name, "audio file is missing")).ToList();
        var audioTable = Listing(folder, tracks.Select((track, i) => (track.Id, track.AudioPath, audio[i])));
        var lyricsTable = Listing(folder, withLyrics.Select((track, i) => (track.Id, track.LyricsPath, lyrics[i])));
        var content = string.Join('\n', tracks.Select(track => string.Join('\t', track.Id, track.Genre, track.Title, track.Artist)));
        return context.Cache.GetOrProduce(new StageDefinition(
            Name, 1, context.Profile.Corpus.Kind,
            [
                new StageInput("tracks", Digest.OfText(content)),
                new StageInput("audio", Digest.OfText(audioTable.ToText())),
                new StageInput("lyrics", Digest.OfText(lyricsTable.ToText())),
            ],
            output =>
            {
                TrackTable.Write(Path.Combine(output, "tracks.csv"), folder, present);
                audioTable.Write(Path.Combine(output, "audio.csv"));
                lyricsTable.Write(Path.Combine(output, "lyrics.csv"));
                TrackTable.WriteFailures(Path.Combine(output, "failures.csv"), failures);
            }));
    }

    /// <summary>Tracks that have audio, with genres.</summary>
    public static IReadOnlyList<Track> Tracks(StageOutput output, RunContext context) =>
        TrackTable.Read(output.PathOf("tracks.csv"), context.CorpusFolder);

    private static CsvTable Listing(string folder, IEnumerable<(string Id, string Path, FileDigestIndex.Entry? Entry)> files)
    {
        var table = new CsvTable("track_id", "path", "sha256");
        foreach (var (id, path, entry) in files)
        {
            if (entry is not null)
            {
                table.Add(id, Path.GetRelativePath(folder, path).Replace('\\', '/'), entry.Sha256);
            }
        }

        return table;
    }
}
