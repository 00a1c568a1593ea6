using MusicCluster.Corpus;
using MusicCluster.Features;
using MusicCluster.Features.Filters;
using MusicCluster.Features.Handcrafted;
using MusicCluster.Models;
using MusicCluster.Numerics.Npy;
using MusicCluster.Tests.Audio;
using NWaves.Filters.Fda;
using Xunit;

namespace MusicCluster.Tests.Features;

public sealed class HandcraftedTests : IDisposable
{
    private static readonly FeatureOptions All = new() { Coefficients = Enum.GetValues<CoefficientKind>(), Duration = 5 };
    private readonly TemporaryFolder folder = new();

    public static TheoryData<CoefficientKind, int> Widths => new()
    {
        { CoefficientKind.Plp, 20 }, { CoefficientKind.Pncc, 20 }, { CoefficientKind.Lpcc, 20 }, { CoefficientKind.Gfcc, 20 },
        { CoefficientKind.Ams, 12 * 33 }, { CoefficientKind.Chroma, 12 }, { CoefficientKind.Mpeg7, 10 },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Widths))]
    public void Run_EveryKind_HasMeanAndDeviationOfEachCoefficient(CoefficientKind kind, int width)
    {
        var name = CoefficientStatistics.NameOf(kind);
        var options = All with { Coefficients = [kind] };
        Assert.Empty(FeatureExtraction.Run(SampleClips.Tracks(1, 44), options, folder.Path, 1, null, CancellationToken.None).Failures);
        var columns = File.ReadAllLines(folder[$"{name}.columns.txt"]);
        Assert.Equal(2 * width, columns.Length);
        Assert.Equal(columns.Length, columns.Distinct().Count());
        Assert.All(columns[..width], column => Assert.EndsWith("-mean", column, StringComparison.Ordinal));
        var rows = NpyFile.ReadMatrix(folder[$"{name}.npy"]);
        Assert.Equal((2, 2 * width), (rows.RowCount, rows.ColumnCount));
        Assert.All(rows.Values.ToArray(), value => Assert.True(double.IsFinite(value)));
        Assert.All(rows.Row(0)[width..].ToArray(), value => Assert.InRange(value, 0, double.MaxValue));
        Assert.NotEqual(rows.Row(0).ToArray(), rows.Row(1).ToArray());
    }

    [Fact]
    public void Run_MoreThreadsOrAnotherOrder_ChangesNoByte()
    {
        Run("one", 1, [1, 25, 44, 63]);
        Run("two", 2, [1, 25, 44, 63]);
        Run("alone", 1, [63]);
        foreach (var name in All.Coefficients.Select(CoefficientStatistics.NameOf))
        {
            Assert.Equal(File.ReadAllBytes(folder[$"one/{name}.npy"]), File.ReadAllBytes(folder[$"two/{name}.npy"]));
            Assert.Equal(NpyFile.ReadMatrix(folder[$"one/{name}.npy"]).Row(3).ToArray(), NpyFile.ReadMatrix(folder[$"alone/{name}.npy"]).Row(0).ToArray());
        }
    }

    [Theory]
    [InlineData("half-silent")]
    [InlineData("full-scale")]
    [InlineData("one-click")]
    [InlineData("short")]
    [InlineData("constant")]
    public void Run_OddSignal_IsFiniteOrRefusedWithASentence(string name)
    {
        var samples = new float[name == "short" ? 22_051 : 60_000];
        switch (name)
        {
            case "half-silent": TestSpectra.Noise(30_000).CopyTo(samples, 0); break;
            case "full-scale": Array.Fill(samples, 1f, 0, 60_000); samples.AsSpan()[..30_000].Fill(-1); break;
            case "one-click": samples[30_000] = 1; break;
            case "short": TestSpectra.Noise(samples.Length).CopyTo(samples, 0); break;
            default: Array.Fill(samples, 0.5f); break;
        }

        WavFile.Write(folder["odd.wav"], samples);
        foreach (var kind in All.Coefficients)
        {
            var result = FeatureExtraction.Run(
                [new Track("odd", folder["odd.wav"])], All with { Coefficients = [kind], LogMelSeconds = 1, LogMelFrames = 44 },
                folder["out"], 1, null, CancellationToken.None);
            Assert.All(result.Failures, failure => Assert.Matches("no frame has finite|beyond what 32-bit|silent", failure.Reason));
            if (result.Kept.Count > 0)
            {
                var values = NpyFile.ReadMatrix(folder[$"out/{CoefficientStatistics.NameOf(kind)}.npy"]).Values.ToArray();
                Assert.All(values, value => Assert.True(double.IsFinite(value)));
            }

            Assert.True(name is "one-click" or "full-scale" or "constant" || result.Kept.Count == 1, $"{name} {kind}");
        }
    }

    [Fact]
    public void Catalog_EveryKind_HasAModelOfSixteenComponents() => Assert.All(
        Enum.GetValues<CoefficientKind>(), kind => Assert.Equal((kind, 16, true), Facts(ModelCatalog.Get(CoefficientStatistics.NameOf(kind) + "-pca"))));

    [Fact]
    public void MelBank_Slaney_IsNWavess()
    {
        var ours = new MelBank(22_050, 2048, 128);
        var theirs = FilterBanks.MelBankSlaney(128, 2048, 22_050);
        for (var band = 0; band < ours.Count; band++)
        {
            var row = new float[theirs[band].Length];
            ours.Weights(band).CopyTo(row.AsSpan(ours.Start(band)));
            Assert.All(row.Zip(theirs[band]), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }
    }

    private static (CoefficientKind Kind, int Latent, bool IsClosedForm) Facts(ModelKind model) =>
        (model.Coefficients!.Value, model.Latent, model.IsClosedForm);

    private void Run(string name, int threadCount, int[] numbers) => Assert.Empty(
        FeatureExtraction.Run(SampleClips.Tracks(numbers), All, folder[name], threadCount, null, CancellationToken.None).Failures);
}
