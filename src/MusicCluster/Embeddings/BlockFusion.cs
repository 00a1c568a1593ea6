using MusicCluster.Numerics;

namespace MusicCluster.Embeddings;

/// <summary>Puts latent blocks side by side so that each weighs the same.</summary>
/// <remarks>Dimensions are not z-scored: the variances within a block carry information.</remarks>
public static class BlockFusion
{
    /// <summary>Centers each block, divides it by the root mean square of its rows' norms, and concatenates.</summary>
    /// <param name="blocks">[tracks, width] each, rows of the same tracks.</param>
    /// <exception cref="ArgumentException">The row counts differ, or there is no block.</exception>
    public static Matrix Concatenate(IReadOnlyList<Matrix> blocks)
    {
        if (blocks.Count == 0 || blocks.Any(block => block.RowCount != blocks[0].RowCount))
        {
            throw new ArgumentException($"Blocks have {string.Join(", ", blocks.Select(block => block.RowCount))} rows; they must be the same tracks.",
                nameof(blocks));
        }

        var fused = new Matrix(blocks[0].RowCount, blocks.Sum(block => block.ColumnCount));
        var start = 0;
        foreach (var block in blocks)
        {
            var centered = Moments.Center(block, Moments.Means(block));
            var norm = Math.Sqrt(centered.Values.Sum(value => value * value) / Math.Max(1, block.RowCount));
            for (var row = 0; row < block.RowCount; row++)
            {
                var target = fused.Row(row).Slice(start, block.ColumnCount);
                for (var column = 0; column < target.Length; column++)
                {
                    target[column] = norm > 0 ? centered[row, column] / norm : 0;
                }
            }

            start += block.ColumnCount;
        }

        return fused;
    }
}
