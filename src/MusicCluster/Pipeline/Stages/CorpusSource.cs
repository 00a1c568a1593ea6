using MusicCluster.Audio.Tags;
using MusicCluster.Corpus;
using MusicCluster.Corpus.Fma;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Downloads;
using MusicCluster.Foundation.Tables;
using MusicCluster.Pipeline.Cache;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Finds the tracks of each kind of corpus, and brings what is missing.</summary>
internal sealed class CorpusSource(RunContext context, FileDigestIndex digests)
{
    private readonly CorpusOptions options = context.Profile.Corpus;

    /// <summary>What the files say about themselves, once they are read; none where a table of the corpus's own describes them.</summary>
    public IReadOnlyList<FileTagsRow> Tags { get; private set; } = [];

    /// <summary>The tracks, and those that are known beforehand to have no audio.</summary>
    /// <exception cref="UserException">There are none, or they cannot be had.</exception>
    public (IReadOnlyList<Track> Tracks, IReadOnlyList<TrackFailure> Failures) Read()
    {
        var (tracks, failures) = options.Kind switch
        {
            CorpusKind.Fma => ReadFma(),
            CorpusKind.Table => (TableCorpus.ReadTracks(context.Workspace.Resolve(options.Path)), []),
            _ => (ReadFolder(), []),
        };
        var labeled = options.Labels.Length == 0
            ? tracks
            : GenreLabels.Apply(tracks, context.CorpusFolder, context.Workspace.Resolve(options.Labels));
        return (WithLyricFiles(labeled), failures);
    }

    /// <summary>Files of <c>lyrics.folder</c> for the tracks that have none beside them.</summary>
    private IReadOnlyList<Track> WithLyricFiles(IReadOnlyList<Track> tracks)
    {
        if (context.Profile.Lyrics.Folder.Length == 0)
        {
            return tracks;
        }

        var folder = context.Workspace.Resolve(context.Profile.Lyrics.Folder);
        return Directory.Exists(folder)
            ? [.. tracks.Select(track => track.LyricsPath.Length > 0 ? track : track with { LyricsPath = FolderCorpus.LyricsNamed(folder, track.Id) })]
            : throw new UserException($"Folder '{folder}' does not exist; set lyrics.folder to the folder of <track_id>.txt files, or leave it out.");
    }

    private IReadOnlyList<Track> ReadFolder()
    {
        var tracks = FolderCorpus.Read(context.CorpusFolder);
        return FolderCorpus.HasTable(context.CorpusFolder) ? tracks : WithTags(tracks);
    }

    /// <summary>Titles, artists and years from the files themselves; genres where the profile wants them from there.</summary>
    private List<Track> WithTags(IReadOnlyList<Track> tracks)
    {
        var entries = digests.Of([.. tracks.Select(track => track.AudioPath)], context.ThreadCount, context.Progress, context.Cancellation);
        var index = new TagIndex(Path.Combine(context.Cache.Root, "tags.csv"));
        var readable = tracks.Zip(entries).Where(pair => pair.Second is not null).ToList();
        var tags = readable.Select(pair => pair.First.Id)
            .Zip(index.Of(
                [.. readable.Select(pair => (pair.First.AudioPath, pair.Second!.Sha256))], context.ThreadCount, context.Progress, context.Cancellation))
            .ToDictionary(pair => pair.First, pair => pair.Second);
        index.Save();
        Tags = [.. tracks.Where(track => tags.ContainsKey(track.Id)).Select(track => new FileTagsRow(track.Id, tags[track.Id]))];
        return [.. tracks.Select(track => WithTags(track, tags.GetValueOrDefault(track.Id, AudioTags.None)))];
    }

    private Track WithTags(Track track, AudioTags tags) => track with
    {
        Title = tags.Title.Length > 0 ? tags.Title : track.Title,
        Artist = tags.Artist.Length > 0 ? tags.Artist : tags.AlbumArtist,
        Year = tags.Year,
        Genre = options.Genre switch
        {
            GenreSource.None => "",
            GenreSource.Tag => tags.Genre,
            _ => track.Genre.Length > 0 ? track.Genre : tags.Genre,
        },
    };

    private (IReadOnlyList<Track> Tracks, IReadOnlyList<TrackFailure> Failures) ReadFma()
    {
        var downloader = new Downloader(new DownloadPolicy { AllowHttp = options.Download.AllowHttp }, context.Progress, context.Cancellation);
        var local = options.Download.Archives.Length == 0 ? null : context.Workspace.Resolve(options.Download.Archives);
        var corpus = new FmaCorpus(
            context.CorpusFolder, options.Fma.Subset, new ArchiveStore(context.CorpusFolder, local, options.Download, downloader),
            context.ThreadCount, context.Progress, context.Cancellation);
        corpus.EnsureMetadata();
        var selected = Select(corpus);
        var failures = corpus.EnsureAudio(selected.Select(track => track.Id).ToList());
        return ([.. selected.Select(track => new Track($"{track.Id}", corpus.AudioPath(track.Id), track.Genre, track.Title, track.Artist))], failures);
    }

    /// <summary>The selection is kept in the cache: FMA's table takes a second to read.</summary>
    private IReadOnlyList<FmaSelectionRow> Select(FmaCorpus corpus)
    {
        string[] paths = [corpus.TracksPath, corpus.GenresPath];
        var inputs = digests.Of(paths, context.ThreadCount, context.Progress, context.Cancellation)
            .Select((entry, i) => new StageInput(Path.GetFileName(paths[i]), entry?.Sha256 ?? throw new UserException($"'{paths[i]}' cannot be read.")));
        var output = context.Cache.GetOrProduce(new StageDefinition("select", 1, options.Fma, [.. inputs], folder =>
        {
            Table.Write(folder, FmaSelection.Select(FmaTracksFile.Read(corpus.TracksPath), FmaGenres.Read(corpus.GenresPath), options.Fma)
                .Select(selected => new FmaSelectionRow(selected.Track.Id, selected.Genre, selected.Track.Title, selected.Track.Artist)));
        }));
        return Table.Read<FmaSelectionRow>(output.Folder);
    }
}

/// <summary>The tags of a track's file.</summary>
[Table("tags.csv", "What the files of a folder without a table of its own say about themselves.", Stage = "fetch")]
internal sealed record FileTagsRow([Column("track_id", "The track.")] string TrackId, [Columns] AudioTags Tags);

/// <summary>A track that a profile has chosen from FMA.</summary>
[Table("selection.csv", "What a profile has chosen from FMA's tables.", Stage = "select")]
internal sealed record FmaSelectionRow(
    [Column("track_id", "FMA's number.")] int Id,
    [Column("genre", "The genre that it was chosen for.")] string Genre,
    [Column("title", "Its title.")] string Title,
    [Column("artist", "Its artist.")] string Artist);
