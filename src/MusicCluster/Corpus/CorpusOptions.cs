namespace MusicCluster.Corpus;

/// <summary>Where the music is.</summary>
/// <param name="Kind">How the corpus is laid out.</param>
/// <param name="Path">Its folder; relative paths count from the repository's root, <c>~</c> is the home folder.</param>
public sealed record CorpusOptions(CorpusKind Kind = CorpusKind.Folder, string Path = "data/sample")
{
    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        if (string.IsNullOrWhiteSpace(Path))
        {
            yield return "corpus.path is empty; it must name the folder of the music.";
        }
    }
}

/// <summary>How a corpus is laid out on disk.</summary>
public enum CorpusKind
{
    /// <summary>A tree of audio files, described by its <c>tracks.csv</c> where it has one.</summary>
    Folder,
}
