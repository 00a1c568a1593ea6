namespace MusicCluster.Models.Data;

/// <summary>Genres as numbers, for the one model that is shown them.</summary>
internal sealed class GenreCodes
{
    private readonly int[] codes;

    /// <param name="genres">Genre of each track; empty for none.</param>
    public GenreCodes(IReadOnlyList<string> genres)
    {
        var names = genres.Where(genre => genre.Length > 0).Distinct().Order(StringComparer.Ordinal).ToList();
        codes = [.. genres.Select(genre => names.IndexOf(genre))];
        Count = names.Count;
    }

    /// <summary>Different genres.</summary>
    public int Count { get; }

    /// <summary>Sets the place of a track's genre to 1; a track without one leaves all at 0.</summary>
    public void Mark(int track, Span<float> target)
    {
        target.Clear();
        if (codes[track] >= 0)
        {
            target[codes[track]] = 1;
        }
    }
}
