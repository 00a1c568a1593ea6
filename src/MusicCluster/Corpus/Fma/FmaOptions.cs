namespace MusicCluster.Corpus.Fma;

/// <summary>Which tracks of the Free Music Archive. The same options always select the same tracks.</summary>
public sealed record FmaOptions
{
    /// <summary>Which archive the audio is in.</summary>
    public FmaSubset Subset { get; init; } = FmaSubset.Small;

    /// <summary>Genres by FMA's names; one below the top level is known by its place in <c>genres.csv</c>. Empty: all.</summary>
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>Instead of names: the so many top-level genres with the most tracks (ties by name); 0 is off.</summary>
    public int Top { get; init; }

    /// <summary>At most so many tracks of each genre, drawn by <see cref="Seed"/>; 0 is all.</summary>
    public int TracksPerGenre { get; init; }

    /// <summary>At most so many tracks of each artist, drawn by <see cref="Seed"/> before genres are filled; 0 is all.</summary>
    public int TracksPerArtist { get; init; }

    /// <summary>Decides which tracks are drawn.</summary>
    public int Seed { get; init; }

    /// <summary>Language codes as FMA gives them, e.g. <c>en</c>; empty: all, also the many that have none.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Seconds that the original track has at least, as FMA's table says.</summary>
    public double MinimumDuration { get; init; }

    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        if (Genres.Count > 0 && Top > 0)
        {
            yield return $"corpus.fma has both genres and top: {Top}; give one of them.";
        }

        foreach (var (name, value) in new[] { ("top", Top), ("tracksPerGenre", TracksPerGenre), ("tracksPerArtist", TracksPerArtist), ("seed", Seed) })
        {
            if (value < 0)
            {
                yield return $"corpus.fma.{name} is {value}; it must be 0 or more.";
            }
        }

        if (!double.IsFinite(MinimumDuration) || MinimumDuration < 0)
        {
            yield return $"corpus.fma.minimumDuration is {MinimumDuration}; it must be 0 or more seconds.";
        }
    }
}
