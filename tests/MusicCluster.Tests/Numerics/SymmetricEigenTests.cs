using MusicCluster.Numerics;
using Xunit;

namespace MusicCluster.Tests.Numerics;

public class SymmetricEigenTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(64)]
    public void Decompose_RandomMatrix_IsRebuiltFromItsParts(int count)
    {
        var matrix = Products.ColumnGram(RandomPoints.Gaussian(count + 2, count, (ulong)count));
        var (values, vectors) = SymmetricEigen.Decompose(matrix);
        Assert.Equal(values.OrderDescending(), values);
        var rebuilt = new Matrix(count, count);
        for (var i = 0; i < count; i++)
        {
            for (var row = 0; row < count; row++)
            {
                Products.AddScaled(vectors.Row(i), values[i] * vectors[i, row], rebuilt.Row(row));
            }
        }

        Assert.All(matrix.Values.Zip(rebuilt.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-10 * count));
        var gram = Products.RowGram(vectors);
        Assert.All(Enumerable.Range(0, count * count), i => Assert.Equal(i / count == i % count ? 1 : 0, gram.Values[i], 1e-12));
    }

    [Fact]
    public void Decompose_RepeatedEigenvalues_StayOrthogonal()
    {
        var matrix = new Matrix(4, 4);
        for (var i = 0; i < 4; i++)
        {
            matrix[i, i] = 2;
        }

        matrix[0, 1] = matrix[1, 0] = 1;
        var (values, _) = SymmetricEigen.Decompose(matrix);
        Assert.All(new[] { 3.0, 2, 2, 1 }.Zip(values), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void Decompose_ZeroAndEmpty_Work()
    {
        Assert.Equal([0.0, 0, 0], SymmetricEigen.Decompose(new Matrix(3, 3)).Values);
        Assert.Empty(SymmetricEigen.Decompose(new Matrix(0, 0)).Values);
    }

    [Fact]
    public void Decompose_NotSquareOrNotFinite_Throws()
    {
        Assert.Throws<ArgumentException>(() => SymmetricEigen.Decompose(new Matrix(2, 3)));
        Assert.Throws<ArgumentException>(() => SymmetricEigen.Decompose(new Matrix(1, 1, [double.NaN])));
    }
}
