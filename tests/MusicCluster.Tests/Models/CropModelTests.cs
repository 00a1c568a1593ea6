using MusicCluster.Metrics;
using MusicCluster.Models;
using MusicCluster.Models.Data;
using MusicCluster.Models.Losses;
using MusicCluster.Models.Networks;
using MusicCluster.Models.Torch;
using MusicCluster.Models.Training;
using MusicCluster.Numerics.Npy;
using MusicCluster.Numerics.Random;
using Xunit;
using static TorchSharp.torch;

namespace MusicCluster.Tests.Models;

public sealed class CropModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public CropModelTests() => TorchRuntime.Prepare();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Vicreg_HandWorkedViews_GivesTheTerms()
    {
        using var scope = NewDisposeScope();
        var first = tensor([0f, 2, 2, 0]).view(2, 2);
        var second = tensor([1f, 2, 2, 1]).view(2, 2);
        // Variances 2 and 2: no shortfall; covariance of the two columns −2: (2 · 4) ÷ 2 = 4.
        Assert.Equal(0, VicregLoss.Variance(first).Number(), 6);
        Assert.Equal(4, VicregLoss.Covariance(first).Number(), 5);
        // Variances ½: shortfall 1 − √.5001; covariance −½: (2 · ¼) ÷ 2 = ¼.
        var shortfall = 1 - Math.Sqrt(0.5001);
        Assert.Equal(shortfall, VicregLoss.Variance(second).Number(), 5);
        Assert.Equal(0.25, VicregLoss.Covariance(second).Number(), 6);
        // Squared differences 1, 0, 0, 1: mean ½.
        Assert.Equal((25 * 0.5) + (12.5 * shortfall) + (0.5 * 4.25), VicregLoss.Compute(first, second).Number(), 4);
    }

    [Fact]
    public void Contrast_HandWorkedViews_IsTheCrossEntropy()
    {
        using var scope = NewDisposeScope();
        var views = eye(2);
        // Each view has its partner at similarity 1 and two others at 0: −ln(e⁵ ÷ (e⁵ + 2)).
        Assert.Equal(Math.Log(1 + (2 * Math.Exp(-1 / NtXentLoss.Temperature))), NtXentLoss.Compute(views, views).Number(), 5);
    }

    [Fact]
    public void Networks_OfTheRecipe_HaveItsSizes()
    {
        using var scope = NewDisposeScope();
        using var mel = new MelNet(64, 64);
        Assert.Equal(237_760, mel.named_parameters().Where(parameter => !parameter.name.StartsWith("projector", StringComparison.Ordinal))
            .Sum(parameter => parameter.parameter.numel()));
        Assert.Equal([2, 64], mel.Encode(zeros(2, 64, 128)).shape);
        Assert.Equal([2, 256], mel.Project(zeros(2, 64)).shape);
        using var statistics = new StatisticsNet(135, 32, isVariational: true);
        Assert.Equal([3, 32], statistics.Encode(zeros(3, 135)).shape);
        Assert.Equal([3, 135], statistics.Decode(zeros(3, 32)).shape);
        Assert.Equal([3, 256], statistics.Project(zeros(3, 32)).shape);
    }

    [Fact]
    public void Pair_TracksWithManyCrops_AreTwoDifferentOnes()
    {
        using var source = Source(3, 4, 2, crops => crops == 1 ? 1 : 4);
        var random = new RandomSource(1);
        for (var i = 0; i < 100; i++)
        {
            var (first, second) = source.Pair(0, random);
            Assert.NotEqual(first, second);
            Assert.Equal((0, 0), source.Pair(1, random));
        }
    }

    [Fact]
    public void StatisticsViews_Plain_AreRankedOverAllCrops()
    {
        using var views = new StatisticsViews(Source(5, 3, 9, _ => 3), [1, 2, 3, 4, 5, 6, 8]);
        var row = new float[7];
        var values = new List<float>();
        for (var track = 0; track < 5; track++)
        {
            foreach (var crop in views.CropsOf(track))
            {
                views.Plain(track, crop, row);
                values.Add(row[2]);
            }
        }

        Assert.Equal(0, values.Average(), 5);
        Assert.Equal(15, values.Distinct().Count());
        Assert.Equal(NormalQuantileOfSmallest(15), values.Min(), 4);
    }

    [Fact]
    public void StatisticsViews_Augmented_DropAFifthAndAddNoise()
    {
        using var views = new StatisticsViews(Source(40, 10, 135, _ => 10), [.. Enumerable.Range(0, 135)]);
        var random = new RandomSource(2);
        var (plain, changed) = (new float[135], new float[135]);
        var (dropped, noise) = (0, new List<double>());
        for (var track = 0; track < 40; track++)
        {
            views.Plain(track, 0, plain);
            views.Augmented(track, 0, changed, random);
            for (var i = 0; i < plain.Length; i++)
            {
                if (changed[i] == 0)
                {
                    dropped++;
                }
                else
                {
                    noise.Add(changed[i] - plain[i]);
                }
            }
        }

        Assert.InRange(dropped / (40.0 * 135), 0.18, 0.22);
        Assert.InRange(Math.Sqrt(noise.Average(value => value * value)), 0.095, 0.105);
    }

    [Fact]
    public void MelViews_Augmented_StayInTheRecipesRanges()
    {
        using var views = new MelViews(Source(20, 5, 64 * 128, _ => 5, 64, 128));
        var random = new RandomSource(3);
        var largest = Enumerable.Range(0, 300).Max(_ => views.Coloring(random).Max(Math.Abs));
        Assert.InRange(largest, 6, MelViews.GainLimit + (MelViews.CosineCount * MelViews.EqualizerLimit));
        var view = new float[64 * 128];
        var (mostBands, mostFrames) = (0, 0);
        for (var i = 0; i < 100; i++)
        {
            views.Augmented(i % 20, 0, view, random);
            var bands = Enumerable.Range(0, 64).Count(band => view.AsSpan(band * 128, 128).IndexOfAnyExcept(0f) < 0);
            var frames = Enumerable.Range(0, 128).Count(frame => Enumerable.Range(0, 64).All(band => view[(band * 128) + frame] == 0));
            (mostBands, mostFrames) = (Math.Max(mostBands, bands), Math.Max(mostFrames, frames));
        }

        Assert.InRange(mostBands, 8, 12);
        Assert.InRange(mostFrames, 20, 31);
    }

    [Theory]
    [InlineData("vicreg-statistics", 32)]
    [InlineData("vicreg-tonal", 32)]
    [InlineData("consistent-vae", 32)]
    public void Run_TracksOfTwoKinds_AreToldApart(string name, int latent)
    {
        using (Source(24, 4, 212, _ => 4, noise: 0.3))
        {
        }

        var output = folder["out"];
        Directory.CreateDirectory(output);
        var summary = ModelTraining.Run(
            new ModelOptions(name, Epochs: 30), 0, [folder["values.npy"], folder["mask.npy"]], output, "cpu", _ => { }, TestContext.Current.CancellationToken);
        Assert.True(summary.IsTrained);
        var points = NpyFile.ReadMatrix(Path.Combine(output, "embedding.npy"));
        Assert.Equal((24, latent), (points.RowCount, points.ColumnCount));
        var labels = Enumerable.Range(0, 24).Select(track => track % 2).ToArray();
        Assert.InRange(Silhouette.Mean(points, labels), 0.3, 1);
    }

    /// <summary>Crops of tracks of two kinds, whose means differ.</summary>
    private CropSource Source(int tracks, int crops, int length, Func<int, int> cropCount, int height = 0, int width = 0, double noise = 1)
    {
        var random = new RandomSource(9);
        using (var values = height > 0 ? new NpyWriter(folder["values.npy"], crops, height, width) : new NpyWriter(folder["values.npy"], crops, length))
        using (var mask = new NpyWriter(folder["mask.npy"], crops))
        {
            for (var track = 0; track < tracks; track++)
            {
                var row = new float[crops * length];
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] = (float)((track % 2) + (noise * random.NextGaussian()));
                }

                values.WriteRow(track, row);
                mask.WriteRow(track, [.. Enumerable.Range(0, crops).Select(crop => crop < cropCount(track) ? 1f : 0)]);
            }

            values.Complete(tracks);
            mask.Complete(tracks);
        }

        return CropSource.Open(folder["values.npy"], folder["mask.npy"]);
    }

    /// <summary>Φ⁻¹(½ ÷ n) by bisection on the error function's series.</summary>
    private static double NormalQuantileOfSmallest(int count)
    {
        var (low, high) = (-6.0, 0.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = 0.5 * (low + high);
            (low, high) = Cumulative(middle) < 0.5 / count ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static double Cumulative(double x)
    {
        var (term, sum) = (x, x);
        for (var i = 1; i < 200; i++)
        {
            term *= -x * x / (2 * i);
            sum += term / ((2 * i) + 1);
        }

        return 0.5 + (sum / Math.Sqrt(2 * Math.PI));
    }
}
