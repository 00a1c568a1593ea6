using MusicCluster.Lyrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Random;
using MusicCluster.Transforms;
using Xunit;

namespace MusicCluster.Tests.Transforms;

public sealed class TruncatedSvdTests
{
    [Theory]
    [InlineData(60, 40, 8)]
    [InlineData(15, 200, 8)]
    [InlineData(4, 3, 8)]
    public void Scores_SparseRows_AreTheLeadingEigenvectorsOfTheGramMatrix(int rowCount, int columnCount, int count)
    {
        var rows = Rows(rowCount, columnCount);
        var dense = new Matrix(rowCount, columnCount);
        for (var row = 0; row < rowCount; row++)
        {
            for (var i = 0; i < rows[row].Columns.Length; i++)
            {
                dense[row, rows[row].Columns[i]] = rows[row].Values[i];
            }
        }

        var scores = TruncatedSvd.Scores(rows, columnCount, count);
        var (values, vectors) = SymmetricEigen.Decompose(Products.RowGram(dense));
        Assert.Equal((rowCount, Math.Min(count, Math.Min(rowCount, columnCount))), (scores.RowCount, scores.ColumnCount));
        for (var component = 0; component < scores.ColumnCount; component++)
        {
            var overlap = Enumerable.Range(0, rowCount).Sum(row => scores[row, component] * vectors[component, row]);
            Assert.Equal(Math.Sqrt(Math.Max(0, values[component])), Math.Abs(overlap), 3);
            var column = Enumerable.Range(0, rowCount).Select(row => scores[row, component]).ToList();
            Assert.True(column.Max() >= -column.Min() - 1e-9);
        }
    }

    [Fact]
    public void Scores_NothingToDecompose_HasNoColumns()
    {
        Assert.Equal(0, TruncatedSvd.Scores([new SparseRow([], []), new SparseRow([], [])], 0, 8).ColumnCount);
        Assert.All(TruncatedSvd.Scores([new SparseRow([], []), new SparseRow([], [])], 3, 2).Values, value => Assert.Equal(0, value));
    }

    private static SparseRow[] Rows(int rowCount, int columnCount)
    {
        var random = new RandomSource(5);
        return [.. Enumerable.Range(0, rowCount).Select(_ =>
        {
            int[] columns = [.. Enumerable.Range(0, columnCount).Where(column => random.NextDouble() < 2.0 / (1 + column) + 0.1)];
            return new SparseRow(columns, [.. columns.Select(_ => random.NextDouble())]);
        })];
    }
}
