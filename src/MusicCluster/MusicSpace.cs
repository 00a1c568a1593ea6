using MusicCluster.Clusters;
using MusicCluster.Corpus;
using MusicCluster.Evaluation;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Options;
using MusicCluster.Models;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using MusicCluster.Projection;

namespace MusicCluster;

/// <summary>A representation: each track is a point, and like tracks are near each other.</summary>
public sealed class MusicSpace
{
    private readonly Lazy<Matrix> reference;
    private readonly Dictionary<string, int> rows;
    private readonly int genreCount;

    internal MusicSpace(EvaluatedTracks tracks, ModelSummary summary, Matrix points, Lazy<Matrix> reference)
    {
        Tracks = tracks.Tracks;
        genreCount = tracks.GenreCount;
        Summary = summary;
        Points = points;
        this.reference = reference;
        rows = Tracks.Select((track, row) => (track.Id, row)).ToDictionary(pair => pair.Id, pair => pair.row, StringComparer.Ordinal);
    }

    /// <summary>The representation's name, by default that of its model.</summary>
    public string Name => Summary.Representation;

    /// <summary>How its training went: epochs, active units, verdict, and what has to be said of it, e.g. that it was shown the genres.</summary>
    public ModelSummary Summary { get; }

    /// <summary>The tracks in the order of the points' rows.</summary>
    public IReadOnlyList<Track> Tracks { get; }

    /// <summary>The points, [tracks, dimensions]; distances are Euclidean.</summary>
    public Matrix Points { get; }

    /// <summary>Sorts the tracks into clusters.</summary>
    /// <param name="options">
    /// The method: <c>new KMeansOptions { K = 6 }</c>, or any of <see cref="ClustererCatalog"/>, e.g.
    /// <c>new ClustererOptions("ward") { K = [6] }</c> or <c>new ClustererOptions("hdbscan", MinPoints: 5)</c>.
    /// </param>
    /// <param name="seed">Root of all randomness, from 0 on.</param>
    /// <exception cref="UserException">
    /// An option breaks its rule, more than one number of clusters is asked for, or these points cannot be clustered so.
    /// </exception>
    public MusicPartition Cluster(ClustererOptions options, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        MusicCollection.ThrowIfBroken([.. options.Errors()]);
        if (options.NeedsClusterCount && options.K.Count != 1)
        {
            throw new UserException($"k of {options.Name} is {string.Join(", ", options.K)}; one partition has one number of clusters, e.g. K = [6].");
        }

        var made = Clusterer.Run(
            options, Points, genreCount, Seeds("cluster", seed), options.K.Contains(ClusterCount.Auto) ? reference.Value : null).Single();
        return made.IsMade
            ? new MusicPartition(this, made, reference)
            : throw new UserException($"{made.Method.Caption} makes no clusters of {Name}: {made.Status}.");
    }

    /// <summary>Lays the tracks out in two dimensions by UMAP: near points are like tracks, distances between far ones say little.</summary>
    /// <param name="options">Settings; null for umap-learn's defaults.</param>
    /// <param name="seed">Root of all randomness, from 0 on.</param>
    /// <returns>One point per track, in the order of <see cref="Tracks"/>; the axes have no unit.</returns>
    /// <exception cref="ArgumentException">An option breaks its rule.</exception>
    public IReadOnlyList<MapPoint> Map(UmapOptions? options = null, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        var map = Umap.Project(Points, options ?? new UmapOptions(), Seeds("map", seed).CreateSource());
        return [.. Tracks.Select((track, row) => new MapPoint(track, map[row, 0], map[row, 1]))];
    }

    /// <summary>The tracks that are most like one of them, nearest first, itself not among them; ties in the order of <see cref="Tracks"/>.</summary>
    /// <param name="track">One of <see cref="Tracks"/>.</param>
    /// <param name="count">How many; all others where there are no more.</param>
    /// <exception cref="ArgumentException">The track is not of this space, or the count is not positive.</exception>
    public IReadOnlyList<Neighbor> Nearest(Track track, int count)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (!rows.TryGetValue(track.Id, out var own))
        {
            throw new ArgumentException($"Track '{track.Id}' is not in this space; it is of another collection, or could not be decoded.", nameof(track));
        }

        return [.. Enumerable.Range(0, Tracks.Count).Where(row => row != own)
            .Select(row => new Neighbor(Tracks[row], Distances.Euclidean(Points.Row(own), Points.Row(row))))
            .OrderBy(neighbor => neighbor.Distance).Take(count)];
    }

    private SeedSequence Seeds(string purpose, int seed) => new SeedSequence((ulong)seed).Derive($"{purpose}/{Name}");
}
