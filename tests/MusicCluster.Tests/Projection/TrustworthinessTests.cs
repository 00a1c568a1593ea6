using MusicCluster.Numerics;
using MusicCluster.Projection;
using Xunit;

namespace MusicCluster.Tests.Projection;

public class TrustworthinessTests
{
    [Theory]
    [InlineData("iris_raw", "iris_cols01")]
    [InlineData("blobs120x16", "blobs_cols01")]
    public void Of_FirstTwoColumns_IsScikitLearns(string data, string name)
    {
        var points = GoldenMl.Data(data);
        var map = new Matrix(points.RowCount, 2);
        for (var row = 0; row < map.RowCount; row++)
        {
            points.Row(row)[..2].CopyTo(map.Row(row));
        }

        foreach (var (k, golden) in GoldenMl.Umap["trustworthiness_checks"]![name]!.AsObject())
        {
            // Ties in the data are ordered differently: a tie moves a rank by a few places.
            Assert.Equal(golden!.GetValue<double>(), Trustworthiness.Of(points, map, int.Parse(k)), data == "iris_raw" ? 3e-3 : 1e-12);
        }
    }

    [Fact]
    public void Of_SameSpace_IsOne() => Assert.Equal(1, Trustworthiness.Of(GoldenMl.Blobs, GoldenMl.Blobs, 10));

    [Fact]
    public void Of_TooManyNeighbors_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Trustworthiness.Of(new Matrix(4, 1), new Matrix(4, 1), 2));
}
