using MusicCluster.Numerics;
using MusicCluster.Transforms;

namespace MusicCluster.Embeddings;

/// <summary>Joins what is heard and what is sung.</summary>
public static class Fusion
{
    /// <summary>Early fusion: each audio dimension z-scored, beside the lyrics as they are.</summary>
    /// <param name="audio">[tracks, dimensions].</param>
    /// <param name="lyrics">One row per track, in the same order; a track without lyrics has zeros.</param>
    /// <returns>[tracks, dimensions + lyrics width].</returns>
    /// <exception cref="ArgumentException">The row counts differ.</exception>
    public static Matrix Concatenate(Matrix audio, Matrix lyrics)
    {
        ThrowIfRowsDiffer(audio, lyrics);
        return Beside(StandardScaler.Fit(audio).Transform(audio), lyrics);
    }

    /// <summary>Both z-scored, the lyrics over the tracks that have some; the others stand at their mean.</summary>
    /// <param name="audio">[tracks, dimensions].</param>
    /// <param name="lyrics">One row per track, in the same order.</param>
    /// <exception cref="ArgumentException">The row counts differ.</exception>
    public static Matrix Standardize(Matrix audio, LyricsBlock lyrics)
    {
        ThrowIfRowsDiffer(audio, lyrics.Points);
        return Beside(StandardScaler.Fit(audio).Transform(audio), OfKnown(lyrics, known => StandardScaler.Fit(known).Transform(known)));
    }

    /// <summary>
    /// Blocks: the audio and the lyrics each centered and scaled to rows whose norms have a root mean square of 1, the lyrics
    /// times their weight. A track without lyrics stands at the mean of those that have some, so that their absence carries no information.
    /// </summary>
    /// <param name="audio">[tracks, dimensions].</param>
    /// <param name="lyrics">One row per track, in the same order.</param>
    /// <param name="weight">Weight of the lyrics; that of the audio is 1.</param>
    /// <exception cref="ArgumentException">The row counts differ.</exception>
    public static Matrix Blocks(Matrix audio, LyricsBlock lyrics, double weight)
    {
        ThrowIfRowsDiffer(audio, lyrics.Points);
        var scaledLyrics = OfKnown(lyrics, known => BlockFusion.Concatenate([known]));
        for (var i = 0; i < scaledLyrics.Values.Length; i++)
        {
            scaledLyrics.Values[i] *= weight;
        }

        return Beside(BlockFusion.Concatenate([audio]), scaledLyrics);
    }

    /// <summary>The rows that have lyrics, scaled among themselves; zeros for the rest.</summary>
    private static Matrix OfKnown(LyricsBlock lyrics, Func<Matrix, Matrix> scale)
    {
        var scaledLyrics = new Matrix(lyrics.Points.RowCount, lyrics.Points.ColumnCount);
        int[] known = [.. Enumerable.Range(0, scaledLyrics.RowCount).Where(row => lyrics.HasLyrics[row])];
        var scaled = scale(lyrics.Points.SelectRows(known));
        for (var i = 0; i < known.Length; i++)
        {
            scaled.Row(i).CopyTo(scaledLyrics.Row(known[i]));
        }

        return scaledLyrics;
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
