using MusicCluster.Embeddings;
using MusicCluster.Lyrics;
using MusicCluster.Numerics;
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
    public void LyricsBlock_TracksWithoutWords_AreZeroRows()
    {
        var block = Fusion.LyricsBlock(["a", "b", "c"], new Dictionary<string, string> { ["c"] = "night fire", ["a"] = "night rain" }, new TfIdfOptions(0, 1, 1));
        Assert.Equal((3, 3), (block.RowCount, block.ColumnCount));
        Assert.Equal([0, 0, 0], block.Row(1).ToArray());
        Assert.True(block[0, 2] > 0 && block[2, 0] > 0 && block[2, 2] == 0);
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
