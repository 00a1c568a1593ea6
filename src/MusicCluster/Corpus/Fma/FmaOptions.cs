using MusicCluster.Foundation.Options;

namespace MusicCluster.Corpus.Fma;

/// <summary>Which tracks of the Free Music Archive. The same options always select the same tracks.</summary>
public sealed record FmaOptions : IOptions
{
    [Option("The archive that the audio is in.")]
    public FmaSubset Subset { get; init; } = FmaSubset.Small;

    [Option("Genres by FMA's names; one below the top level is looked up in genres.csv; empty for all.")]
    public IReadOnlyList<string> Genres { get; init; } = [];

    [Option("Instead of names: this many top-level genres, those with the most tracks, ties by name."), Range(Minimum = 1, Zero = "off")]
    public int Top { get; init; }

    [Option("The most tracks of each genre, drawn at random."), Range(Minimum = 1, Zero = "all")]
    public int TracksPerGenre { get; init; }

    [Option("The most tracks of each artist, drawn at random before the genres are filled."), Range(Minimum = 1, Zero = "all")]
    public int TracksPerArtist { get; init; }

    [Option("The seed of the random draw."), Range(Minimum = 0)]
    public int Seed { get; init; }

    [Option("Language codes as FMA gives them; empty for all, including the many tracks without one.", Example = "[\"en\"]")]
    public IReadOnlyList<string> Languages { get; init; } = [];

    [Option("The shortest original track, according to FMA's table.", Unit = "seconds"), Range(Minimum = 0)]
    public double MinimumDuration { get; init; }

    IEnumerable<string> IOptions.BrokenRules(string prefix)
    {
        if (Genres.Count > 0 && Top > 0)
        {
            yield return $"{prefix.TrimEnd('.')} has both genres and top: {Top}; give one of them.";
        }
    }
}
