using MusicCluster.Models.Data;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;
using MusicCluster.Numerics.Random;
using MusicCluster.Transforms;
using Xunit;

namespace MusicCluster.Tests.Models.Data;

public sealed class RankedCropsTests : IDisposable
{
    private const int Width = 5;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Of_CropsWithTies_AreRankGaussOfTheChosenColumns()
    {
        using var source = Source(40, 3, track => 1 + (track % 3), (random, column) =>
            column == 1 ? random.NextInt(4) : column == 3 ? 7 : (float)random.NextGaussian());
        int[] columns = [0, 1, 3];
        var crops = RankedCrops.Of(source, columns);
        var plain = Matrix.FromRows([.. Enumerable.Range(0, 40).SelectMany(track => source.CropsOf(track).ToArray()
            .Select(crop => columns.Select(column => (double)source.Crop(track, crop)[column]).ToArray()))]);
        var expected = RankGauss.Fit(plain).Transform(plain);
        Assert.Equal((plain.RowCount, 3), (crops.CropCount, crops.ColumnCount));
        Assert.Equal(Enumerable.Range(0, 40).Select(track => 1 + (track % 3)), crops.CropCounts);
        for (var crop = 0; crop < crops.CropCount; crop++)
        {
            Assert.Equal(expected.Row(crop).ToArray().Select(value => (float)value), crops.Row(crop).ToArray());
        }

        Assert.Equal(crops.Row(2).ToArray(), crops.Row(1, 1).ToArray());
    }

    [Fact]
    public void Of_ValueThatIsNotFinite_IsRefused()
    {
        using var source = Source(3, 2, _ => 2, (_, column) => column == 4 ? float.NaN : column);
        var error = Assert.Throws<ArgumentException>(() => RankedCrops.Of(source, [0, 4]));
        Assert.Contains("NaN or infinity", error.Message, StringComparison.Ordinal);
        Assert.Equal(6, RankedCrops.Of(source, [0, 1]).CropCount);
    }

    private CropSource Source(int trackCount, int cropCount, Func<int, int> present, Func<RandomSource, int, float> value)
    {
        var random = new RandomSource(4);
        using (var values = new NpyWriter(folder["values.npy"], cropCount, Width))
        using (var mask = new NpyWriter(folder["mask.npy"], cropCount))
        {
            for (var track = 0; track < trackCount; track++)
            {
                values.WriteRow(track, [.. Enumerable.Range(0, cropCount * Width).Select(i => value(random, i % Width))]);
                mask.WriteRow(track, [.. Enumerable.Range(0, cropCount).Select(crop => crop < present(track) ? 1f : 0)]);
            }

            values.Complete(trackCount);
            mask.Complete(trackCount);
        }

        return CropSource.Open(folder["values.npy"], folder["mask.npy"]);
    }
}
