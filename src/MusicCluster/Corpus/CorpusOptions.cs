using System.ComponentModel;
using MusicCluster.Corpus.Fma;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Corpus;

/// <summary>Where the music is.</summary>
public sealed record CorpusOptions : IOptions
{
    [Option("How the corpus is laid out.")]
    public CorpusKind Kind { get; init; } = CorpusKind.Folder;

    [Option("Its folder, or for a table the CSV file of ids and labels; relative paths start at the repository's root, ~ is your home folder.")]
    public string Path { get; init; } = "data/sample";

    [Option("Where the genres of a folder come from.")]
    public GenreSource Genre { get; init; } = GenreSource.Folder;

    [Option("A CSV file with the columns track_id or file, and genre, that overrides the genres; empty for none.")]
    public string Labels { get; init; } = "";

    [Option("Which tracks of the Free Music Archive, for kind fma; the same options always select the same tracks.")]
    public FmaOptions Fma { get; init; } = new();

    [Option("Where FMA's archives come from.")]
    public DownloadOptions Download { get; init; } = new();

    [Option("The features of a table: the name of each representation and its .npy or .csv file.", Example = "{ \"theirs\": \"embedding.npy\" }")]
    [Pattern("^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}$", "1 to 100 letters, digits, hyphens, underscores and dots, without a dot in front")]
    public IReadOnlyDictionary<string, string> Representations { get; init; } = new Dictionary<string, string>();

    [Option("What readers of the report must know about the music, in one sentence; shown among the findings.")]
    public string Note { get; init; } = "";

    IEnumerable<string> IOptions.BrokenRules(string prefix)
    {
        if (string.IsNullOrWhiteSpace(Path))
        {
            yield return $"{prefix}path is empty; it must name the folder of the music.";
        }

        if (Kind == CorpusKind.Table && Representations.Count == 0)
        {
            yield return $"{prefix}representations is empty; a table needs at least one, e.g. {{ \"theirs\": \"embedding.npy\" }}.";
        }

        if (Kind != CorpusKind.Table && Representations.Count > 0)
        {
            yield return $"{prefix}representations belongs to {prefix}kind \"table\"; the kind is \"{Kind.ToString().ToLowerInvariant()}\".";
        }
    }
}

/// <summary>How a corpus is laid out on disk.</summary>
public enum CorpusKind
{
    [Description("A tree of audio files, described by its tracks.csv where it has one.")]
    Folder,

    [Description("The Free Music Archive in its own layout; what is missing is fetched.")]
    Fma,

    [Description("Features made elsewhere, without audio.")]
    Table,
}

/// <summary>Where the genres of a folder come from.</summary>
public enum GenreSource
{
    [Description("The first-level folder; for files outside of any, their tag.")]
    Folder,

    [Description("The files' tags.")]
    Tag,

    [Description("Nowhere: the music is explored without labels.")]
    None,
}
