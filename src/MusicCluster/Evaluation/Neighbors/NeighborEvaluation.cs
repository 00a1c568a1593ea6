using MusicCluster.Clusters;
using MusicCluster.Embeddings;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Statistics;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Evaluation.Neighbors;

/// <summary>
/// <see cref="Metric.PrecisionAtTen"/> of every representation with its interval over tracks, tested against the baseline and against chance.
/// It is of the space itself: its rows name no clusterer.
/// </summary>
internal sealed class NeighborEvaluation
{
    /// <summary>Of more tracks so many are drawn and asked for their neighbors among all.</summary>
    public const int MostQueries = 2000;

    private readonly EvaluationOptions options;
    private readonly EvaluatedTracks tracks;
    private readonly TrackResamples resamples;
    private readonly SeedSequence random;
    private readonly LabeledTracks labeled;
    private readonly int[] queries;
    private readonly List<Scored> scored;

    /// <param name="options">Baseline, resamples and confidence.</param>
    /// <param name="tracks">The rows of all points.</param>
    /// <param name="representations">The spaces.</param>
    /// <param name="seeds">The run's.</param>
    /// <param name="resamples">The same as those of all other metrics.</param>
    /// <param name="random">Of all draws.</param>
    public NeighborEvaluation(
        EvaluationOptions options, EvaluatedTracks tracks, IReadOnlyList<EvaluatedRepresentation> representations, IReadOnlyList<int> seeds,
        TrackResamples resamples, SeedSequence random)
    {
        (this.options, this.tracks, this.resamples, this.random) = (options, tracks, resamples, random);
        labeled = LabeledTracks.Of(tracks.Genres);
        queries = Drawn(labeled.Rows, random.Derive("queries"));
        scored = [.. representations.Select(representation => Score(representation, seeds))];
        Summary = [.. scored.Select(Summarized)];
    }

    /// <summary>A row per representation and seed.</summary>
    public IEnumerable<MetricRow> Metrics => scored.SelectMany(item => item.Seeds.Select(seed => new MetricRow(
        item.Key, seed.Seed, Metric.PrecisionAtTen, seed.Problem.Length > 0 ? null : Mean(seed.Values),
        seed.Problem.Length > 0 ? seed.Problem : queries.Length < labeled.Rows.Length ? $"{queries.Length} tracks drawn" : "")));

    /// <summary>A row per representation.</summary>
    public IReadOnlyList<SummaryRow> Summary { get; }

    /// <summary>Every representation against the baseline; nothing where there is no baseline.</summary>
    public IEnumerable<ComparisonRow> Comparisons => scored.All(item => item.Name != options.Baseline)
        ? []
        : PairedComparison.CompareTrackMeans(
            scored.ToDictionary(item => item.Name, item => item.Problem.Length > 0 ? [] : item.Values), options.Baseline, resamples, options.Confidence)
        .Select(test => new ComparisonRow(
            Key(test.Representation), Metric.PrecisionAtTen, test.Difference, test.Low, test.High, test.PValue, test.AdjustedPValue, false,
            Verdicts.Of(test.Difference, test.AdjustedPValue), test.Status));

    /// <summary>Every representation against the genres shuffled over the tracks.</summary>
    public IEnumerable<ChanceRow> Chance => scored.Select(item =>
    {
        var test = item.Problem.Length > 0 ? new PermutationTest(null, null, null, null, item.Problem) : Shuffled(item);
        return new ChanceRow(item.Key, Metric.PrecisionAtTen, test.Observed, test.NullMean, test.NullQuantile95, test.PValue, test.Status);
    });

    /// <summary>The mean over the seeds; null where it is undefined.</summary>
    public double? Mean(string representation) => Summary.First(row => row.Key.Representation.ToString() == representation).Mean;

    private static PartitionKey Key(string representation) => new(RepresentationName.Parse(representation), new ClusteringMethod("", ""));

    private static int[] Drawn(int[] rows, SeedSequence seed)
    {
        if (rows.Length <= MostQueries)
        {
            return rows;
        }

        int[] drawn = [.. seed.CreateSource().Permutation(rows.Length).Take(MostQueries).Select(i => rows[i])];
        Array.Sort(drawn);
        return drawn;
    }

    private Scored Score(EvaluatedRepresentation representation, IReadOnlyList<int> seeds) =>
        new(representation.Name.ToString(), Key(representation.Name.ToString()), [.. seeds.Select(seed => Score(representation.Points(seed), seed))]);

    private SeedNeighbors Score(Matrix? points, int seed)
    {
        if (labeled.Problem.Length > 0 || points is null)
        {
            return new SeedNeighbors(seed, [], [], labeled.Problem.Length > 0 ? labeled.Problem : "the model has no points");
        }

        var neighbors = NeighborPrecision.Neighbors(points, tracks.Genres, tracks.Artists, queries);
        var values = new double[tracks.Tracks.Count];
        Array.Fill(values, double.NaN);
        foreach (var (query, share) in queries.Zip(NeighborPrecision.Shares(neighbors, queries, GenreOfRow(labeled.Genres))))
        {
            values[query] = share;
        }

        return new SeedNeighbors(
            seed, neighbors, values, values.All(double.IsNaN) ? $"no track has {NeighborPrecision.Count} tracks of other artists with a genre" : "");
    }

    /// <summary>Genres of the labeled tracks as those of all rows.</summary>
    private int[] GenreOfRow(int[] genres)
    {
        var all = new int[tracks.Tracks.Count];
        for (var i = 0; i < labeled.Rows.Length; i++)
        {
            all[labeled.Rows[i]] = genres[i];
        }

        return all;
    }

    private SummaryRow Summarized(Scored item)
    {
        var interval = item.Problem.Length > 0
            ? new Interval(Metric.PrecisionAtTen, null, null, null, null, item.Seeds.Count)
            : Bootstrap.OfTrackMeans(Metric.PrecisionAtTen, item.Values, resamples, options.Confidence);
        return new SummaryRow(item.Key, interval.Metric, interval.Mean, interval.StandardDeviation, interval.Low, interval.High, interval.SeedCount);
    }

    private PermutationTest Shuffled(Scored item)
    {
        var shuffled = new double[options.PermutationCount];
        Workers.For(shuffled.Length, i =>
        {
            var genres = (int[])labeled.Genres.Clone();
            random.Derive($"permutation/{i}").CreateSource().Shuffle(genres.AsSpan());
            var ofRow = GenreOfRow(genres);
            shuffled[i] = item.Seeds.Average(seed => Mean(NeighborPrecision.Shares(seed.Neighbors, queries, ofRow)));
        });
        return PermutationTest.Of(item.Values.Average(Mean), shuffled);
    }

    private static double Mean(double[] values) => values.Where(value => !double.IsNaN(value)).Average();

    private sealed record Scored(string Name, PartitionKey Key, IReadOnlyList<SeedNeighbors> Seeds)
    {
        public string Problem => Seeds.Select(seed => seed.Problem).FirstOrDefault(problem => problem.Length > 0, "");

        public IReadOnlyList<double[]> Values => [.. Seeds.Select(seed => seed.Values)];
    }

    /// <param name="Seed">Of the model.</param>
    /// <param name="Neighbors">Per query.</param>
    /// <param name="Values">Per row the share of its neighbors that have its genre; NaN where it was not asked or has too few.</param>
    /// <param name="Problem">Why it is undefined; else empty.</param>
    private sealed record SeedNeighbors(int Seed, int[][] Neighbors, double[] Values, string Problem);
}
