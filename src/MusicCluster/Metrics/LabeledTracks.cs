namespace MusicCluster.Metrics;

/// <summary>The tracks that have a genre, and their genres as numbers.</summary>
internal sealed class LabeledTracks
{
    private LabeledTracks(int[] rows, int[] genres, int genreCount, string problem)
    {
        Rows = rows;
        Genres = genres;
        GenreCount = genreCount;
        Problem = problem;
    }

    /// <summary>Rows of the tracks with a genre.</summary>
    public int[] Rows { get; }

    /// <summary>Genre of each of those, from 0 on in order of appearance.</summary>
    public int[] Genres { get; }

    public int GenreCount { get; }

    /// <summary>Why nothing can be compared with these genres, or an empty text.</summary>
    public string Problem { get; }

    /// <summary>Finds them.</summary>
    /// <param name="genres">Genre of each track, empty when unknown.</param>
    public static LabeledTracks Of(IReadOnlyList<string> genres)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = Enumerable.Range(0, genres.Count).Where(row => genres[row].Length > 0).ToArray();
        var found = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            if (!numbers.TryGetValue(genres[rows[i]], out found[i]))
            {
                numbers.Add(genres[rows[i]], found[i] = numbers.Count);
            }
        }

        var problem = numbers.Count switch
        {
            0 => "no track has a genre",
            1 => $"all tracks with a genre have the same one: '{genres[rows[0]]}'",
            _ => "",
        };
        return new LabeledTracks(rows, found, numbers.Count, problem);
    }

    /// <summary>The labels of these tracks.</summary>
    public int[] Select(int[] labels) => Array.ConvertAll(Rows, row => labels[row]);
}
