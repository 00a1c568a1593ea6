using MusicCluster.Numerics;

namespace MusicCluster.Embeddings;

/// <summary>Joins what is heard and what is sung.</summary>
public static class Fusion
{
    /// <summary>Early fusion: each audio dimension z-scored, beside the words as they are.</summary>
    /// <param name="audio">[tracks, dimensions].</param>
    /// <param name="lyrics">One row per track, in the same order; a track without words has zeros.</param>
    /// <returns>[tracks, dimensions + lyrics width].</returns>
    /// <exception cref="ArgumentException">The row counts differ.</exception>
    public static Matrix Concatenate(Matrix audio, Matrix lyrics)
    {
        ThrowIfRowsDiffer(audio, lyrics);
        return Beside(StandardScaler.Fit(audio).Transform(audio), lyrics);
    }

    /// <summary>
    /// Blocks: the audio and the words each centred and scaled to rows whose norms have a root mean square of 1, the words
    /// times their weight. A track without words stands at the mean of those that have some, so that their absence says nothing.
    /// </summary>
    /// <param name="audio">[tracks, dimensions].</param>
    /// <param name="lyrics">One row per track, in the same order.</param>
    /// <param name="weight">Weight of the words; that of the audio is 1.</param>
    /// <exception cref="ArgumentException">The row counts differ.</exception>
    public static Matrix Blocks(Matrix audio, LyricsBlock lyrics, double weight)
    {
        ThrowIfRowsDiffer(audio, lyrics.Points);
        var words = new Matrix(audio.RowCount, lyrics.Points.ColumnCount);
        int[] known = [.. Enumerable.Range(0, audio.RowCount).Where(row => lyrics.HasWords[row])];
        var scaled = BlockFusion.Concatenate([lyrics.Points.SelectRows(known)]);
        for (var i = 0; i < known.Length; i++)
        {
            var target = words.Row(known[i]);
            for (var column = 0; column < target.Length; column++)
            {
                target[column] = weight * scaled[i, column];
            }
        }

        return Beside(BlockFusion.Concatenate([audio]), words);
    }

    private static Matrix Beside(Matrix left, Matrix right)
    {
        var fused = new Matrix(left.RowCount, left.ColumnCount + right.ColumnCount);
        for (var row = 0; row < fused.RowCount; row++)
        {
            left.Row(row).CopyTo(fused.Row(row));
            right.Row(row).CopyTo(fused.Row(row)[left.ColumnCount..]);
        }

        return fused;
    }

    private static void ThrowIfRowsDiffer(Matrix audio, Matrix lyrics)
    {
        if (audio.RowCount != lyrics.RowCount)
        {
            throw new ArgumentException($"{lyrics.RowCount} rows of lyrics for {audio.RowCount} tracks.", nameof(lyrics));
        }
    }
}
