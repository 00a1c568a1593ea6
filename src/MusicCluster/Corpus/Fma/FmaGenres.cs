using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Corpus.Fma;

/// <summary>FMA's tree of genres, from <c>genres.csv</c> (<c>genre_id,#tracks,parent,title,top_level</c>).</summary>
internal sealed class FmaGenres
{
    private readonly string path;
    private readonly Dictionary<string, FmaGenre> byTitle = new(StringComparer.OrdinalIgnoreCase);

    private FmaGenres(string path) => this.path = path;

    /// <exception cref="UserException">The file is not FMA's.</exception>
    public static FmaGenres Read(string path)
    {
        var genres = new FmaGenres(path);
        foreach (var genre in Table.ReadFile<FmaGenre>(path))
        {
            genres.byTitle.TryAdd(genre.Title, genre);
        }

        return genres;
    }

    /// <summary>A genre by its title, whatever the case.</summary>
    /// <exception cref="UserException">No genre has that title; the message names the nearest.</exception>
    public FmaGenre Find(string title) => byTitle.TryGetValue(title, out var genre)
        ? genre
        : throw new UserException($"Genre '{title}' is not in '{path}'; the nearest is '{Nearest.To(title, byTitle.Keys)}'.");
}

/// <summary>One genre.</summary>
[Table("genres.csv", "FMA's tree of genres, as it is published.", Stage = "corpus")]
internal sealed record FmaGenre(
    [Column("genre_id", "FMA's number.")] int Id,
    [Column("title", "Its name.")] string Title,
    [Column("parent", "The genre above it, 0 at the top.")] int Parent,
    [Column("top_level", "The genre at the top of its branch, itself if it is one.")] int TopLevel)
{
    public bool IsTop => Id == TopLevel;
}
