using System.Globalization;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Corpus.Fma;

/// <summary>FMA's tree of genres, from <c>genres.csv</c> (<c>genre_id,#tracks,parent,title,top_level</c>).</summary>
public sealed class FmaGenres
{
    private readonly string path;
    private readonly Dictionary<string, FmaGenre> byTitle = new(StringComparer.OrdinalIgnoreCase);

    private FmaGenres(string path) => this.path = path;

    /// <exception cref="UserException">The file is not FMA's.</exception>
    public static FmaGenres Read(string path)
    {
        var table = CsvTable.Read(path);
        var (id, parent, title, top) = (table.Column("genre_id"), table.Column("parent"), table.Column("title"), table.Column("top_level"));
        var genres = new FmaGenres(path);
        foreach (var row in table.Rows)
        {
            genres.byTitle.TryAdd(row[title], new FmaGenre(Number(row[id]), row[title], Number(row[parent]), Number(row[top])));
        }

        return genres;

        int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new UserException($"'{path}' has '{text}' where the number of a genre must be.");
    }

    /// <summary>A genre by its title, whatever the case.</summary>
    /// <exception cref="UserException">There is none; the sentence names the nearest.</exception>
    public FmaGenre Find(string title) => byTitle.TryGetValue(title, out var genre)
        ? genre
        : throw new UserException($"Genre '{title}' is not in '{path}'; the nearest is '{Nearest.To(title, byTitle.Keys)}'.");
}

/// <summary>One genre.</summary>
/// <param name="Id">FMA's number.</param>
/// <param name="Title">Its name.</param>
/// <param name="Parent">The genre above it, 0 at the top.</param>
/// <param name="TopLevel">The genre at the top of its branch, itself if it is one.</param>
public sealed record FmaGenre(int Id, string Title, int Parent, int TopLevel)
{
    public bool IsTop => Id == TopLevel;
}
