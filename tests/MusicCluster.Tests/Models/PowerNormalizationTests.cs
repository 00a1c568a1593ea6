using MusicCluster.Models;
using MusicCluster.Numerics;
using Xunit;

namespace MusicCluster.Tests.Models;

public sealed class PowerNormalizationTests
{
    // Centered already; norms 1, 1, 4, 4, 10, 10 with the median 4.
    private static readonly Matrix Rows = new(6, 2, [1, 0, -1, 0, 0, 4, 0, -4, 6, 8, -6, -8]);

    [Fact]
    public void Apply_HalfPower_GivesTheGeometricMeanOfNormAndMedian()
    {
        var tamed = PowerNormalization.Apply(Rows, 0.5);
        Assert.Equal([2, 0, -2, 0, 0, 4, 0, -4], tamed.Values[..8].Select(value => Math.Round(value, 12)));
        // 10 becomes √(4 · 10).
        Assert.Equal(Math.Sqrt(40), Math.Sqrt((tamed[4, 0] * tamed[4, 0]) + (tamed[4, 1] * tamed[4, 1])), 12);
        Assert.Equal(0.75, tamed[4, 0] / tamed[4, 1], 12);
    }

    [Fact]
    public void Apply_PowerZero_PutsAllOnASphere()
    {
        var tamed = PowerNormalization.Apply(Rows, 0);
        Assert.All(Enumerable.Range(0, 6), row => Assert.Equal(4, Math.Sqrt((tamed[row, 0] * tamed[row, 0]) + (tamed[row, 1] * tamed[row, 1])), 12));
    }

    [Fact]
    public void Apply_PowerOne_LeavesEverything() => Assert.Same(Rows, PowerNormalization.Apply(Rows, 1));

    [Fact]
    public void Apply_AllRowsTheSame_StaysFinite() =>
        Assert.All(PowerNormalization.Apply(new Matrix(3, 1, [7, 7, 7]), 0.5).Values, value => Assert.Equal(0, value));
}
