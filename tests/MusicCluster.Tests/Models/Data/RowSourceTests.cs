using MusicCluster.Foundation.Options;
using MusicCluster.Models;
using MusicCluster.Models.Data;
using MusicCluster.Models.Torch;
using MusicCluster.Models.Training;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MusicCluster.Tests.Models.Data;

public sealed class RowSourceTests : IDisposable
{
    private const int Bands = 3;
    private const int Frames = 5;
    private readonly TemporaryFolder folder = new();

    public RowSourceTests() => TorchRuntime.Prepare();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Batch_Columns_AreStandardizedOverTheTracks()
    {
        using var scope = NewDisposeScope();
        NpyWriter.Write(folder["rows.npy"], Matrix.FromRows([[1, 7], [3, 7], [5, 7]]));
        using var rows = RowSource.Open(folder["rows.npy"], isSpectrogram: false);
        var scale = (float)Math.Sqrt(1.5);
        Assert.Equal([scale, 0, -scale, 0], rows.Batch([2, 0], CPU).data<float>().ToArray().Select(value => MathF.Round(value, 6)).ToArray(),
            (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Theory]
    [InlineData(InputScaling.Standard)]
    [InlineData(InputScaling.PerBand)]
    public void Batch_Pictures_AreStandardizedTogetherOrPerBand(InputScaling scaling)
    {
        using var scope = NewDisposeScope();
        WriteCrops(6, 4, track => 4);
        using var rows = RowSource.OpenCrops(folder["values.npy"], folder["mask.npy"], 4, scaling);
        var all = rows.Batch([.. Enumerable.Range(0, rows.RowCount)], CPU);
        Assert.Equal([24, Bands, Frames], all.shape);
        Assert.Equal(0, all.mean().ToDouble(), 4);
        Assert.Equal(1, all.std(unbiased: false).ToDouble(), 4);
        for (var band = 0; band < Bands; band++)
        {
            var (mean, deviation) = (all.select(1, band).mean().ToDouble(), all.select(1, band).std(unbiased: false).ToDouble());
            Assert.Equal(scaling == InputScaling.PerBand, Math.Abs(mean) < 1e-4 && Math.Abs(deviation - 1) < 1e-4);
        }
    }

    [Fact]
    public void OpenCrops_FewerWanted_TakesThemEvenlyFromThoseThatAreThere()
    {
        WriteCrops(3, 10, track => track == 1 ? 2 : 10);
        using var rows = RowSource.OpenCrops(folder["values.npy"], folder["mask.npy"], 3, InputScaling.Standard);
        Assert.Equal([0, 0, 0, 1, 1, 2, 2, 2], Enumerable.Range(0, rows.RowCount).Select(rows.TrackOf));
        Assert.Equal(3, rows.TrackCount);
        using var scope = NewDisposeScope();
        // Crops 1, 5 and 8 of ten; the value is that of its crop's number.
        var first = rows.Batch([0, 1, 2], CPU).select(1, 0).select(1, 0).data<float>().ToArray();
        Assert.Equal((8 - 5) / (double)(5 - 1), (first[2] - first[1]) / (first[1] - first[0]), 3);
    }

    [Fact]
    public void Condition_Genres_AreOnesInTheirPlaces()
    {
        using var scope = NewDisposeScope();
        WriteCrops(4, 2, track => 2);
        var genres = new GenreCodes(["Rock", "", "Folk", "Rock"]);
        using var rows = RowSource.OpenCrops(folder["values.npy"], folder["mask.npy"], 1, InputScaling.Standard, genres);
        Assert.Equal([0f, 1, 0, 0, 1, 0, 0, 1], rows.Condition([0, 1, 2, 3], CPU)!.data<float>().ToArray());
        using var unseen = RowSource.OpenCrops(folder["values.npy"], folder["mask.npy"], 1, InputScaling.Standard);
        Assert.Null(unseen.Condition([0], CPU));
    }

    [Theory]
    [InlineData("conv-vae")]
    [InlineData("conv-ae")]
    [InlineData("beta-conv-vae-4")]
    [InlineData("random-weights")]
    [InlineData("cvae")]
    public void Run_ConvolutionalModelWithCrops_AveragesTheirLatents(string name)
    {
        WriteCrops(5, 3, track => track == 0 ? 1 : 3, bands: 16, frames: 24);
        var options = new ModelOptions(name, Epochs: name == "random-weights" ? null : 1, Crops: 3, Scaling: InputScaling.PerBand, Latent: 4);
        Assert.Empty(options.Errors());
        var summary = ModelTraining.Run(
            options, 0, [folder["values.npy"], folder["mask.npy"]], folder.Path, "cpu", _ => { },
            TestContext.Current.CancellationToken, name == "cvae" ? ["a", "b", "a", "b", "a"] : null);
        Assert.True(summary.IsTrained);
        var together = NpyFile.ReadMatrix(folder["embedding.npy"]);
        Assert.Equal((5, 4), (together.RowCount, together.ColumnCount));
        Assert.Equal(name != "random-weights", File.Exists(folder["loss.csv"]));
    }

    [Fact]
    public void Run_ConditionalModelWithoutAnyGenre_FailsWithItsReason()
    {
        WriteCrops(3, 1, track => 1, bands: 16, frames: 24);
        var summary = ModelTraining.Run(
            new ModelOptions("cvae", Epochs: 1, Crops: 1), 0, [folder["values.npy"], folder["mask.npy"]],
            folder.Path, "cpu", _ => { }, TestContext.Current.CancellationToken, ["", "", ""]);
        Assert.Equal("failed: no track has a genre to be shown", summary.Verdict);
        Assert.False(File.Exists(folder["embedding.npy"]));
    }

    [Fact]
    public void Result_Crops_AreAveragedPerTrack()
    {
        var means = new TrackMeans(2);
        means.Add([1, 2, 3, 4], [0, 1]);
        means.Add([5, 6], [0]);
        Assert.Equal([3.0, 4, 3, 4], means.Result().Values);
    }

    [Theory]
    [InlineData("conv-vae", true)]
    [InlineData("cvae", false)]
    public void Create_GenresForTheWrongModel_IsRefused(string name, bool withGenres)
    {
        WriteCrops(2, 1, track => 1);
        Assert.Throws<ArgumentException>(() => Learners.Create(new ModelOptions(name), [folder["values.npy"]], CPU, withGenres ? ["a", "b"] : null));
    }

    /// <summary>The band makes the level, the crop's number the offset.</summary>
    private void WriteCrops(int tracks, int crops, Func<int, int> cropCount, int bands = Bands, int frames = Frames)
    {
        using var values = new NpyWriter(folder["values.npy"], crops, bands, frames);
        using var mask = new NpyWriter(folder["mask.npy"], crops);
        for (var track = 0; track < tracks; track++)
        {
            values.WriteRow(track, [.. Enumerable.Range(0, crops * bands * frames).Select(i => (float)(
                (10 * (i / frames % bands)) + (i / (bands * frames)) + (((i * 7) + track) % 3 == 1 && i % frames > 0 ? 0.5 : 0)))]);
            mask.WriteRow(track, [.. Enumerable.Range(0, crops).Select(crop => crop < cropCount(track) ? 1f : 0)]);
        }

        values.Complete(tracks);
        mask.Complete(tracks);
    }
}
