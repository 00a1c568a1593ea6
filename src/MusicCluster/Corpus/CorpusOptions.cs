using MusicCluster.Corpus.Fma;

namespace MusicCluster.Corpus;

/// <summary>Where the music is.</summary>
public sealed record CorpusOptions
{
    /// <summary>How it is laid out.</summary>
    public CorpusKind Kind { get; init; } = CorpusKind.Folder;

    /// <summary>
    /// Its folder, or for a table the CSV of ids and labels. Relative paths count from the repository's root, <c>~</c> is the
    /// home folder.
    /// </summary>
    public string Path { get; init; } = "data/sample";

    /// <summary>Where a folder's genres come from.</summary>
    public GenreSource Genre { get; init; } = GenreSource.Folder;

    /// <summary>A CSV of <c>track_id</c> or <c>file</c>, and <c>genre</c>, that overrules the genres; empty: none.</summary>
    public string Labels { get; init; } = "";

    /// <summary>Which tracks of FMA.</summary>
    public FmaOptions Fma { get; init; } = new();

    /// <summary>Where FMA's archives come from.</summary>
    public DownloadOptions Download { get; init; } = new();

    /// <summary>A table's features: a <c>.npy</c> or <c>.csv</c> file by the name of the representation.</summary>
    public IReadOnlyDictionary<string, string> Representations { get; init; } = new Dictionary<string, string>();

    /// <summary>What readers of the report must know of the music, in a sentence; shown among the findings.</summary>
    public string Note { get; init; } = "";

    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        if (string.IsNullOrWhiteSpace(Path))
        {
            yield return "corpus.path is empty; it must name the folder of the music.";
        }

        if (Kind == CorpusKind.Table && Representations.Count == 0)
        {
            yield return "corpus.representations is empty; a table needs at least one, e.g. { \"theirs\": \"embedding.npy\" }.";
        }

        if (Kind != CorpusKind.Table && Representations.Count > 0)
        {
            yield return $"corpus.representations belongs to corpus.kind \"table\"; the kind is \"{Kind.ToString().ToLowerInvariant()}\".";
        }

        foreach (var name in Representations.Keys.Where(name => name.Length is 0 or > 100 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') || name.StartsWith('.')))
        {
            yield return $"corpus.representations has the name '{name}'; use letters, digits, - _ and dots, at most 100.";
        }

        foreach (var error in Fma.Errors().Concat(Download.Errors()))
        {
            yield return error;
        }
    }
}

/// <summary>How a corpus is laid out on disk.</summary>
public enum CorpusKind
{
    /// <summary>A tree of audio files, described by its <c>tracks.csv</c> where it has one.</summary>
    Folder,

    /// <summary>The Free Music Archive in its own layout, fetched as far as it is missing.</summary>
    Fma,

    /// <summary>Features made elsewhere, without audio.</summary>
    Table,
}

/// <summary>Where the genres of a folder come from.</summary>
public enum GenreSource
{
    /// <summary>The first-level folder; for files beside it, their tag.</summary>
    Folder,

    /// <summary>The files' tags.</summary>
    Tag,

    /// <summary>Nowhere: the music is looked at without labels.</summary>
    None,
}
