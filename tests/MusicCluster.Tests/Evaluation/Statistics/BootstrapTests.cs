using MusicCluster.Evaluation.Statistics;
using MusicCluster.Metrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Evaluation.Statistics;

public class BootstrapTests
{
    private static readonly string[] Genres = [.. Enumerable.Range(0, 80).Select(i => "abcd"[i % 4].ToString())];
    private static readonly TrackResamples Resamples = new(80, 400, new SeedSequence(5));

    [Fact]
    public void Counts_EveryResample_HoldsAsManyTracks()
    {
        Assert.All(Enumerable.Range(0, 400), i => Assert.Equal(80, Resamples.Counts(i).ToArray().Sum(count => count)));
        // A track is left out of a resample with a chance of (79/80)^80 = .366.
        var left = Enumerable.Range(0, 400).Average(i => Resamples.Counts(i).ToArray().Count(count => count == 0) / 80.0);
        Assert.Equal(0.366, left, 0.01);
    }

    [Theory]
    [InlineData("ari")]
    [InlineData("nmi")]
    [InlineData("accuracy")]
    public void External_PerfectPartition_HasNoUncertainty(string metric)
    {
        var interval = Bootstrap.External(Genres, [Labels(0, 1), Labels(0, 2)], Metric.Parse(metric), Resamples);
        Assert.Equal(1, interval.Mean!.Value, 1e-12);
        Assert.Equal(0, interval.StandardDeviation!.Value, 1e-12);
        Assert.Equal(1, interval.Low!.Value, 1e-12);
        Assert.Equal(1, interval.High!.Value, 1e-12);
    }

    [Theory]
    [InlineData("ari")]
    [InlineData("nmi")]
    [InlineData("ami")]
    [InlineData("purity")]
    public void External_NoisyPartitions_AreBracketed(string metric)
    {
        var partitions = Enumerable.Range(0, 5).Select(seed => Labels(0.4, (ulong)seed)).ToArray();
        var interval = Bootstrap.External(Genres, partitions, Metric.Parse(metric), Resamples);
        var mean = partitions.Average(labels => ExternalMetrics.Compute(Genres, labels).Single(value => value.Metric.Name == metric).Value!.Value);
        Assert.Equal(mean, interval.Mean!.Value, 1e-12);
        Assert.InRange(interval.Low!.Value, 0, mean - 0.01);
        Assert.InRange(interval.High!.Value, mean + 0.01, 1);
        Assert.Equal(5, interval.SeedCount);
        var narrow = Bootstrap.External(Genres, partitions, Metric.Parse(metric), Resamples, 0.5);
        Assert.True(narrow.High - narrow.Low < interval.High - interval.Low);
    }

    [Fact]
    public void External_AriOfResample_IsThatOfDistinctPairs()
    {
        // Tracks drawn twice: the index over all pairs of different tracks, weighted by how often both were drawn.
        var labels = Labels(0.4, 3);
        var resamples = new TrackResamples(80, 1, new SeedSequence(1));
        var counts = resamples.Counts(0);
        double both = 0, genreOnly = 0, clusterOnly = 0, neither = 0;
        for (var i = 0; i < 80; i++)
        {
            for (var j = 0; j < 80; j++)
            {
                var weight = i == j ? 0 : counts[i] * counts[j];
                var (sameGenre, sameCluster) = (Genres[i] == Genres[j], labels[i] == labels[j]);
                both += sameGenre && sameCluster ? weight : 0;
                genreOnly += sameGenre && !sameCluster ? weight : 0;
                clusterOnly += !sameGenre && sameCluster ? weight : 0;
                neither += !sameGenre && !sameCluster ? weight : 0;
            }
        }

        var expected = 2 * ((both * neither) - (genreOnly * clusterOnly))
            / (((both + genreOnly) * (genreOnly + neither)) + ((both + clusterOnly) * (clusterOnly + neither)));
        var tracks = LabeledTracks.Of(Genres);
        Assert.Equal(expected, ResampledScore.OnResamples(tracks, [labels], Metric.AdjustedRandIndex, resamples)[0], 1e-12);
    }

    [Fact]
    public void External_Interval_CoversWhereMoreTracksLead()
    {
        // The same noise on many tracks has an index of about .36: most 95 % intervals of 80 tracks must hold it.
        var large = Enumerable.Range(0, 40_000).Select(i => "abcd"[i % 4].ToString()).ToArray();
        var truth = ExternalMetrics.Compute(large, Labels(0.4, 77, 40_000))[0].Value!.Value;
        var held = Enumerable.Range(0, 60).Count(trial =>
        {
            var interval = Bootstrap.External(Genres, [Labels(0.4, (ulong)trial)], Metric.AdjustedRandIndex, Resamples);
            return interval.Low <= truth && truth <= interval.High;
        });
        Assert.InRange(held, 50, 60);
    }

    [Fact]
    public void External_NoGenres_HasAReason()
    {
        var interval = Bootstrap.External(new string[80].Select(_ => "").ToArray(), [Labels(0, 1)], Metric.AdjustedRandIndex, Resamples);
        Assert.Equal((null, "no track has a genre"), (interval.Mean, interval.Status));
        Assert.Equal("there is no partition", Bootstrap.External(Genres, [], Metric.AdjustedRandIndex, Resamples).Status);
    }

    [Fact]
    public void External_OneSeed_HasNoDeviation() =>
        Assert.Null(Bootstrap.External(Genres, [Labels(0.2, 1)], Metric.AdjustedRandIndex, Resamples).StandardDeviation);

    [Fact]
    public void External_WrongLengths_Throws()
    {
        Assert.Throws<ArgumentException>(() => Bootstrap.External(Genres, [new int[3]], Metric.AdjustedRandIndex, Resamples));
        Assert.Throws<ArgumentException>(() => Bootstrap.External(["a"], [new int[1]], Metric.AdjustedRandIndex, Resamples));
        Assert.Throws<ArgumentException>(() => Bootstrap.External(Genres, [Labels(0, 1)], Metric.Silhouette, Resamples));
    }

    [Fact]
    public void OfTrackMeans_Values_HaveTheMeansInterval()
    {
        var random = new RandomSource(1);
        var values = Enumerable.Range(0, 80).Select(i => i == 7 ? double.NaN : random.NextGaussian()).ToArray();
        var interval = Bootstrap.OfTrackMeans(Metric.Silhouette, [values], Resamples);
        var known = values.Where(double.IsFinite).ToArray();
        Assert.Equal(known.Average(), interval.Mean!.Value, 1e-12);
        // ± 1.96 standard errors.
        var error = Moments.StandardDeviation(known) / Math.Sqrt(79);
        Assert.Equal(2 * 1.96 * error, interval.High!.Value - interval.Low!.Value, 0.15 * error);
        Assert.NotEmpty(Bootstrap.OfTrackMeans(Metric.Silhouette, [new double[80].Select(_ => double.NaN).ToArray()], Resamples).Status);
    }

    [Fact]
    public void OverSeeds_Values_AreAveragedOrMissing()
    {
        var interval = Bootstrap.OverSeeds([new(Metric.DaviesBouldin, 1), new(Metric.DaviesBouldin, 3)]);
        Assert.Equal((2.0, Math.Sqrt(2)), (interval.Mean, interval.StandardDeviation));
        Assert.Equal("why", Bootstrap.OverSeeds([new(Metric.Silhouette, 1), MetricValue.Undefined(Metric.Silhouette, "why")]).Status);
    }

    /// <summary>The genre's number, or with a chance a random one.</summary>
    internal static int[] Labels(double noise, ulong seed, int count = 80)
    {
        var random = new RandomSource(seed);
        return [.. Enumerable.Range(0, count).Select(i => random.NextDouble() < noise ? random.NextInt(4) : i % 4)];
    }
}
