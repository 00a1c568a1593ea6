using System.Numerics.Tensors;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation.Tables;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Graphs;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Retrieval;

/// <summary>A way from one track to another in steps that are as small as they can be.</summary>
/// <param name="Rows">The tracks, both ends included.</param>
/// <param name="Steps">Distance from each to the next.</param>
/// <param name="RandomLargest">Median of the largest steps of random sequences of as many tracks between the same ends.</param>
/// <param name="RepeatsArtist">Whether no way was found without two tracks of one artist in a row.</param>
internal sealed record TrackPath(IReadOnlyList<int> Rows, IReadOnlyList<double> Steps, double RandomLargest, bool RepeatsArtist)
{
    private const int RandomCount = 1000;

    /// <summary>Tracks that may lie on the way where no graph of neighbors leads there in time.</summary>
    private const int StraightCount = 512;

    private static readonly int[] NeighborCounts = [16, 64, 256];

    /// <summary>The largest step; 0 for a track and itself.</summary>
    public double Largest => Steps.DefaultIfEmpty().Max();

    /// <summary>
    /// The way of at most so many steps whose largest is smallest, and of those the one with the least sum of squares, in the graph that
    /// joins tracks which are both among each other's nearest 15. Where it does not lead there, their nearest 63 and 255 are joined, and in the
    /// end all tracks that lie near the straight line between both.
    /// </summary>
    /// <param name="points">[tracks, dimensions], finite.</param>
    /// <param name="from">Row where it begins.</param>
    /// <param name="to">Row where it ends.</param>
    /// <param name="maximumSteps">From 1 on.</param>
    /// <param name="artists">Of each row, empty where unknown: no artist comes twice in a row while there is another way.</param>
    /// <param name="seed">Of the random sequences.</param>
    public static TrackPath Find(Matrix points, int from, int to, int maximumSteps, IReadOnlyList<string> artists, SeedSequence seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumSteps);
        if (from == to)
        {
            return new TrackPath([from], [], 0, RepeatsArtist: false);
        }

        var (rows, repeats) = Search(points, from, to, maximumSteps, artists);
        double[] steps = [.. rows.Zip(rows.Skip(1), (a, b) => Distances.Euclidean(points.Row(a), points.Row(b)))];
        return new TrackPath(rows, steps, MedianOfRandom(points, from, to, rows.Count - 2, seed.CreateSource()), repeats);
    }

    private static (IReadOnlyList<int> Rows, bool Repeats) Search(Matrix points, int from, int to, int maximumSteps, IReadOnlyList<string> artists)
    {
        foreach (var count in NeighborCounts)
        {
            var edges = MutualEdges(NearestNeighbors.Find(points, count), IsChange);
            if (StepSearch.Run(edges, from, to, maximumSteps) is { } way)
            {
                return (way, false);
            }
        }

        var near = NearTheLine(points, from, to, maximumSteps);
        var (first, last) = (Array.IndexOf(near, from), Array.IndexOf(near, to));
        var changing = StepSearch.Run(AllEdges(points, near, IsChange), first, last, maximumSteps);
        var found = changing ?? StepSearch.Run(AllEdges(points, near, (_, _) => true), first, last, maximumSteps)!;
        return ([.. found.Select(i => near[i])], changing is null);

        bool IsChange(int a, int b) => artists[a].Length == 0 || artists[a] != artists[b];
    }

    /// <summary>Both ends, and the rows nearest to places on the line between them, in order of the rows.</summary>
    private static int[] NearTheLine(Matrix points, int from, int to, int maximumSteps)
    {
        var nearest = new double[points.RowCount];
        Array.Fill(nearest, double.PositiveInfinity);
        var place = new double[points.ColumnCount];
        for (var step = 0; step <= maximumSteps; step++)
        {
            TensorPrimitives.Lerp(points.Row(from), points.Row(to), (double)step / maximumSteps, place);
            TensorPrimitives.Min(nearest, SimilarTracks.Distances(points, place), nearest);
        }

        (nearest[from], nearest[to]) = (-1, -1);
        return [.. Orders.Ascending(nearest).Take(StraightCount).Order()];
    }

    private static (int Row, double Distance)[][] AllEdges(Matrix points, int[] rows, Func<int, int, bool> isAllowed) =>
        [.. rows.Select(row => Enumerable.Range(0, rows.Length).Where(i => rows[i] != row && isAllowed(row, rows[i]))
            .Select(i => (i, Distances.Euclidean(points.Row(row), points.Row(rows[i])))).ToArray())];

    /// <summary>The neighbors of each row that have it among theirs, with their distances.</summary>
    private static (int Row, double Distance)[][] MutualEdges(NeighborGraph graph, Func<int, int, bool> isAllowed)
    {
        return [.. Enumerable.Range(0, graph.PointCount).Select(row => Enumerable.Range(row * graph.NeighborCount, graph.NeighborCount)
            .Select(i => (Row: graph.Indices[i], Distance: graph.Distances[i]))
            .Where(edge => edge.Row != row && Near(edge.Row).Contains(row) && isAllowed(row, edge.Row)).ToArray())];

        ReadOnlySpan<int> Near(int row) => graph.Indices.AsSpan(row * graph.NeighborCount, graph.NeighborCount);
    }

    private static double MedianOfRandom(Matrix points, int from, int to, int between, RandomSource random)
    {
        var largest = new double[RandomCount];
        for (var draw = 0; draw < RandomCount; draw++)
        {
            var last = from;
            for (var i = 0; i <= between; i++)
            {
                var next = i == between ? to : random.NextInt(points.RowCount);
                largest[draw] = Math.Max(largest[draw], Distances.Euclidean(points.Row(last), points.Row(next)));
                last = next;
            }
        }

        Array.Sort(largest);
        return Moments.Quantile(largest, 0.5);
    }
}

/// <summary>A track on the way from one to another.</summary>
[Table("path.csv", "What the verb path prints: a way from one track to another.", Stage = "answer")]
internal sealed record PathRow(
    [Column("position", "0 is the beginning.")] int Position,
    [Column("track_id", "The track.")] string Id,
    [Column("title", "Empty when unknown.")] string Title,
    [Column("artist", "Empty when unknown.")] string Artist,
    [Column("genre", "Empty when unknown.")] string Genre,
    [Column("step", "Distance from the track before, in the representation's space; empty for the first.")] double? Step,
    [Column("path", "Of the audio file, relative to the corpus's folder.")] string Path)
{
    public static PathRow Of(int position, TrackRow track, double? step) =>
        new(position, track.Id, track.Title, track.Artist, track.Genre, step, track.Path);
}
