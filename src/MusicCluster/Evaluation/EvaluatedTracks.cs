using MusicCluster.Corpus;

namespace MusicCluster.Evaluation;

/// <summary>The tracks that have features, in the order of every array's rows, with what is known about them.</summary>
/// <param name="Tracks">Rows.</param>
/// <param name="Durations">In seconds; NaN when unknown.</param>
public sealed record EvaluatedTracks(IReadOnlyList<Track> Tracks, IReadOnlyList<double> Durations)
{
    /// <summary>What a reader of each row has to know, such as that its file breaks off; empty where nothing is known of any.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Genre of each row, empty when unknown.</summary>
    public IReadOnlyList<string> Genres { get; } = [.. Tracks.Select(track => track.Genre)];

    /// <summary>Artist of each row, empty when unknown.</summary>
    public IReadOnlyList<string> Artists { get; } = [.. Tracks.Select(track => track.Artist)];

    /// <summary>Different genres.</summary>
    public int GenreCount => Genres.Where(genre => genre.Length > 0).Distinct(StringComparer.Ordinal).Count();
}
