using MusicCluster.Models;
using MusicCluster.Models.Torch;
using MusicCluster.Models.Training;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;
using MusicCluster.Numerics.Random;
using Xunit;
using static TorchSharp.torch;

namespace MusicCluster.Tests.Models.Training;

public sealed class ModelTrainingTests
{
    [Theory]
    // 40·128+128 + 2·(128·8+8) + 8·128+128 + 128·40+40
    [InlineData("dense-vae", 13_624)]
    // conv 320 + 18 496; heads 2·(55 296·16+16); expand 16·55 296+55 296; up 18 464 + 289
    [InlineData("conv-vae", 320 + 18_496 + (2 * ((55_296 * 16) + 16)) + (17 * 55_296) + 18_464 + 289)]
    [InlineData("beta-conv-vae-4", 544 + 32_832 + 131_200 + (2 * ((26_624 * 16) + 16)) + (17 * 26_624) + 131_136 + 32_800 + 513)]
    [InlineData("conv-ae", 544 + 32_832 + 131_200 + (26_624 * 16) + 16 + (17 * 26_624) + 131_136 + 32_800 + 513)]
    public void Create_StudyShapes_HasTheStudysParameters(string name, long expected)
    {
        TorchRuntime.Prepare();
        var kind = ModelCatalog.Get(name);
        using var model = Learners.Autoencoder(kind, new ModelOptions(name), kind.Input == ModelInput.Mfcc ? [40] : [64, 215]);
        Assert.Equal(expected, model.parameters().Sum(parameter => parameter.numel()));
    }

    [Theory]
    [InlineData("conv-vae", 64, 215)]
    [InlineData("conv-ae", 64, 215)]
    [InlineData("beta-conv-vae-1", 33, 47)]
    public void Decode_AnyPictureSize_ReturnsTheInputsShape(string name, long bands, long frames)
    {
        TorchRuntime.Prepare();
        using var scope = NewDisposeScope();
        using var model = Learners.Autoencoder(ModelCatalog.Get(name), new ModelOptions(name), [bands, frames]);
        var (mean, _) = model.Encode(zeros(2, bands, frames));
        Assert.Equal([2, 16], mean.shape);
        Assert.Equal([2, bands, frames], model.Decode(mean).shape);
    }

    [Fact]
    public void Run_SameSeed_WritesTheSameBytesOnAnyThread()
    {
        using var folder = new TemporaryFolder();
        var features = WriteFeatures(folder, 20, 8, 11);
        var results = new string[3];
        Parallel.For(0, 3, i => results[i] = Train(folder, $"run-{i}", features, seed: i == 2 ? 1 : 0));
        Assert.Equal(File.ReadAllBytes(Path.Combine(results[0], "weights.safetensors")), File.ReadAllBytes(Path.Combine(results[1], "weights.safetensors")));
        Assert.Equal(File.ReadAllBytes(Path.Combine(results[0], "embedding.npy")), File.ReadAllBytes(Path.Combine(results[1], "embedding.npy")));
        Assert.NotEqual(File.ReadAllBytes(Path.Combine(results[0], "embedding.npy")), File.ReadAllBytes(Path.Combine(results[2], "embedding.npy")));
    }

    [Fact]
    public void Run_ExplodingLoss_SaysSoAndLeavesNoEmbedding()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "mfcc.npy");
        var matrix = new Matrix(8, 4);
        matrix.Values[3] = double.NaN;
        NpyWriter.Write(path, matrix);
        var summary = ModelTraining.Run(new ModelOptions("dense-vae", Epochs: 2), 0,
            [path], folder.Path, "cpu", _ => { }, TestContext.Current.CancellationToken);
        Assert.StartsWith("failed: loss is NaN in epoch 1", summary.Verdict, StringComparison.Ordinal);
        Assert.False(summary.IsTrained);
        Assert.False(File.Exists(Path.Combine(folder.Path, "embedding.npy")));
    }

    [Fact]
    public void Run_StructuredTracks_LearnsMoreThanTheMean()
    {
        using var folder = new TemporaryFolder();
        var random = new RandomSource(1);
        var matrix = new Matrix(64, 12);
        for (var i = 0; i < matrix.RowCount; i++)
        {
            var position = random.NextGaussian();
            for (var j = 0; j < matrix.ColumnCount; j++)
            {
                matrix[i, j] = (position * (j + 1)) + (0.1 * random.NextGaussian());
            }
        }

        var path = Path.Combine(folder.Path, "mfcc.npy");
        NpyWriter.Write(path, matrix);
        var summary = ModelTraining.Run(new ModelOptions("dense-vae", Epochs: 100), 0,
            [path], folder.Path, "cpu", _ => { }, TestContext.Current.CancellationToken);
        Assert.InRange(summary.RelativeError!.Value, 0, 0.5);
        Assert.InRange(summary.ActiveCount, 1, 7);
        Assert.StartsWith("partly collapsed", summary.Verdict, StringComparison.Ordinal);
    }

    private static string Train(TemporaryFolder root, string name, string features, int seed)
    {
        var folder = Path.Combine(root.Path, name);
        Directory.CreateDirectory(folder);
        ModelTraining.Run(new ModelOptions("conv-vae", Epochs: 2), seed, [features], folder, "cpu", _ => { }, TestContext.Current.CancellationToken);
        return folder;
    }

    private static string WriteFeatures(TemporaryFolder folder, int count, int bands, int frames)
    {
        var path = Path.Combine(folder.Path, "logmel.npy");
        var random = new RandomSource(3);
        using var writer = new NpyWriter(path, bands, frames);
        var row = new float[bands * frames];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < row.Length; j++)
            {
                row[j] = (float)random.NextGaussian();
            }

            writer.WriteRow(i, row);
        }

        writer.Complete(count);
        return path;
    }
}
