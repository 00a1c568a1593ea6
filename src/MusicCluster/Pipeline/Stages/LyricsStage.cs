using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Lyrics;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Lyric files → <c>lyrics.csv</c> and <c>text/</c>.</summary>
internal static class LyricsStage
{
    public const string Name = "lyrics";

    public static StageOutput Run(RunContext context, StageOutput fetched) => context.Cache.GetOrProduce(new StageDefinition(
        Name, 1, context.Profile.Lyrics, [.. fetched.Files("audio.csv", "lyrics.csv")],
        output =>
        {
            var paths = CsvTable.Read(fetched.PathOf("lyrics.csv")).Rows
                .ToDictionary(row => row[0], row => Path.Combine(context.CorpusFolder, row[1]));
            var tracks = CsvTable.Read(fetched.PathOf("audio.csv")).Rows
                .Select(row => new Track(row[0], Path.Combine(context.CorpusFolder, row[1]), LyricsPath: paths.GetValueOrDefault(row[0], "")))
                .ToList();
            LyricsTable.Write(tracks, context.Profile.Lyrics, output);
        }));
}
