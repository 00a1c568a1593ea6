using MusicCluster.Embeddings;
using MusicCluster.Foundation.Options;
using MusicCluster.Lyrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using Xunit;

namespace MusicCluster.Tests.Embeddings;

public sealed class FusionTests
{
    [Fact]
    public void BlockConcatenate_TwoBlocks_WeighTheSameAndKeepTheirVariances()
    {
        var first = new Matrix(3, 2, [1, 10, 2, 20, 3, 30]);
        var second = new Matrix(3, 1, [1000, 3000, 2000]);
        var fused = BlockFusion.Concatenate([first, second]);
        Assert.Equal(1, MeanSquareNorm(fused, 0, 2), 12);
        Assert.Equal(1, MeanSquareNorm(fused, 2, 1), 12);
        Assert.Equal(10, fused[0, 1] / fused[0, 0], 12);
    }

    [Fact]
    public void BlockConcatenate_ConstantBlock_IsZero() =>
        Assert.All(BlockFusion.Concatenate([new Matrix(2, 1, [5, 5])]).Values, value => Assert.Equal(0, value));

    [Fact]
    public void BlockConcatenate_OtherTracks_Throws() =>
        Assert.Throws<ArgumentException>(() => BlockFusion.Concatenate([new Matrix(2, 1), new Matrix(3, 1)]));

    [Fact]
    public void OfTerms_TracksWithoutWords_AreZeroRows()
    {
        var block = LyricsBlock.OfTerms(["a", "b", "c"],
            new Dictionary<string, string> { ["c"] = "night fire", ["a"] = "night rain" }, new TfIdfOptions(0, 1, 1)).Points;
        Assert.Equal((3, 3), (block.RowCount, block.ColumnCount));
        Assert.Equal([0, 0, 0], block.Row(1).ToArray());
        Assert.True(block[0, 2] > 0 && block[2, 0] > 0 && block[2, 2] == 0);
    }

    [Fact]
    public void OfTopicsAndDensity_Words_GiveSevenTopicsAndElevenStatistics()
    {
        var texts = Enumerable.Range(0, 20).ToDictionary(i => $"{i}", i => string.Join(' ', Enumerable.Range(0, 10 + i).Select(j => $"word{(i * j) % 17}")));
        var block = LyricsBlock.OfTopicsAndDensity([.. texts.Keys, "silent"], texts, new TfIdfOptions());
        Assert.Equal((21, 7 + LyricStatistics.Names.Count), (block.Points.RowCount, block.Points.ColumnCount));
        Assert.All(block.Points.Row(20).ToArray(), value => Assert.Equal(0, value));
        Assert.Equal([.. Enumerable.Repeat(true, 20), false], block.HasLyrics);
        // The longest text has the highest rank among the word counts.
        Assert.Equal(19, Enumerable.Range(0, 20).MaxBy(row => block.Points[row, 7]));
    }

    [Fact]
    public void Blocks_Modalities_HaveTheirWeightsAndSilenceIsTheMean()
    {
        var random = new RandomSource(1);
        var audio = new Matrix(6, 3, [.. Enumerable.Range(0, 18).Select(_ => 50 * random.NextGaussian())]);
        var words = new LyricsBlock(new Matrix(6, 2, [.. Enumerable.Range(0, 12).Select(i => i >= 8 ? 0 : random.NextGaussian())]),
            [true, true, true, true, false, false]);
        var fused = Fusion.Blocks(audio, words, 0.5);
        Assert.Equal(1, MeanSquareNorm(fused, 0, 3), 12);
        Assert.Equal(0.25 * 4 / 6, MeanSquareNorm(fused, 3, 2), 12);
        Assert.Equal([0, 0], fused.Row(5)[3..].ToArray());
        Assert.All(Enumerable.Range(0, 2), column => Assert.Equal(0, Enumerable.Range(0, 4).Sum(row => fused[row, 3 + column]), 12));
        Assert.All(Enumerable.Range(0, 6), row => Assert.Equal([0, 0], Fusion.Blocks(audio, words, 0).Row(row)[3..].ToArray()));
    }

    [Fact]
    public void Blocks_OtherOrderOfTracks_GivesTheSameRows()
    {
        var texts = Enumerable.Range(0, 12)
            .ToDictionary(i => $"{i}", i => string.Join(' ', Enumerable.Range(0, 8 + i).Select(j => $"word{(i + (j * j)) % 11}")));
        string[] ids = [.. texts.Keys, "silent"];
        var random = new RandomSource(3);
        var audio = new Matrix(ids.Length, 4, [.. Enumerable.Range(0, 4 * ids.Length).Select(_ => random.NextGaussian())]);
        var order = random.Permutation(ids.Length);
        var straight = Fusion.Blocks(audio, LyricsBlock.OfTopicsAndDensity(ids, texts, new TfIdfOptions()), 0.25);
        var shuffled = Fusion.Blocks(audio.SelectRows(order),
            LyricsBlock.OfTopicsAndDensity([.. order.Select(row => ids[row])], texts, new TfIdfOptions()), 0.25);
        Assert.All(Enumerable.Range(0, ids.Length),
            i => Assert.All(Enumerable.Range(0, straight.ColumnCount), column => Assert.Equal(straight[order[i], column], shuffled[i, column], 6)));
    }

    [Fact]
    public void Standardize_ManyTerms_DrownTheAudioWhereBlocksHoldTheirWeight()
    {
        var random = new RandomSource(3);
        var audio = new Matrix(50, 16, [.. Enumerable.Range(0, 50 * 16).Select(_ => random.NextGaussian())]);
        var words = new LyricsBlock(new Matrix(50, 128, [.. Enumerable.Range(0, 50 * 128).Select(_ => 0.1 * random.NextGaussian())]),
            [.. Enumerable.Repeat(true, 50)]);
        // 128 of 144 dimensions of unit variance; a quarter of the audio's norm is 1/17 of the squares.
        Assert.Equal(128.0 / 144, ShareOfWords(Fusion.Standardize(audio, words)), 10);
        Assert.Equal(1.0 / 17, ShareOfWords(Fusion.Blocks(audio, words, 0.25)), 10);

        static double ShareOfWords(Matrix points) => Enumerable.Range(0, points.RowCount).Sum(row => Squares(points.Row(row)[16..])) / Squares(points.Values);
        static double Squares(ReadOnlySpan<double> values)
        {
            var sum = 0.0;
            foreach (var value in values)
            {
                sum += value * value;
            }

            return sum;
        }
    }

    [Fact]
    public void Standardize_TracksWithoutWords_StandAtTheMean()
    {
        var fused = Fusion.Standardize(new Matrix(3, 1, [1, 2, 3]), new LyricsBlock(new Matrix(3, 1, [0, 5, 9]), [false, true, true]));
        Assert.Equal([0, -1, 1], Enumerable.Range(0, 3).Select(row => fused[row, 1]));
    }

    [Fact]
    public void Of_Options_NamesEveryVariant()
    {
        Assert.Equal(["lyrics"], FusionVariant.Of(new FusionOptions()).Select(variant => variant.Ending));
        Assert.Equal(
            ["lyrics-0", "lyrics-0.25", "lyrics-1", "lyrics-concatenated", "lyrics-standardized"],
            FusionVariant.Of(new FusionOptions { Weights = [0, 0.25, 1], Compare = true }).Select(variant => variant.Ending));
        Assert.Empty(FusionVariant.Of(new FusionOptions { Method = FusionMethod.None }));
        Assert.NotEmpty(new FusionOptions { Weights = [-1] }.Errors());
        Assert.NotEmpty(new FusionOptions { Weights = [] }.Errors());
    }

    [Fact]
    public void Concatenate_ScalesTheAudioOnly()
    {
        var fused = Fusion.Concatenate(new Matrix(2, 1, [10, 30]), new Matrix(2, 1, [0.5, 0]));
        Assert.Equal([-1, 0.5, 1, 0], fused.Values);
    }

    private static double MeanSquareNorm(Matrix matrix, int start, int width) => Enumerable.Range(0, matrix.RowCount)
        .Average(row => matrix.Row(row).Slice(start, width).ToArray().Sum(value => value * value));
}
