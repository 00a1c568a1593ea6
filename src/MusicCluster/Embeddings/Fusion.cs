using MusicCluster.Lyrics;
using MusicCluster.Numerics;

namespace MusicCluster.Embeddings;

/// <summary>Joins what is heard and what is sung.</summary>
public static class Fusion
{
    /// <summary>Wider TF-IDF is projected onto so many principal components, as the study did.</summary>
    public const int MaximumLyricsWidth = 128;

    /// <summary>Early fusion: each audio dimension z-scored, beside the L2-normalised TF-IDF of the words.</summary>
    /// <param name="audio">[tracks, dimensions].</param>
    /// <param name="lyrics">One row per track, in the same order; a track without words has zeros.</param>
    /// <returns>[tracks, dimensions + lyrics width].</returns>
    /// <exception cref="ArgumentException">The row counts differ.</exception>
    public static Matrix Concatenate(Matrix audio, Matrix lyrics)
    {
        if (audio.RowCount != lyrics.RowCount)
        {
            throw new ArgumentException($"{lyrics.RowCount} rows of lyrics for {audio.RowCount} tracks.", nameof(lyrics));
        }

        var scaled = StandardScaler.Fit(audio).Transform(audio);
        var fused = new Matrix(audio.RowCount, audio.ColumnCount + lyrics.ColumnCount);
        for (var row = 0; row < fused.RowCount; row++)
        {
            scaled.Row(row).CopyTo(fused.Row(row));
            lyrics.Row(row).CopyTo(fused.Row(row)[audio.ColumnCount..]);
        }

        return fused;
    }

    /// <summary>The lyrics block of the given tracks, in their order.</summary>
    /// <param name="trackIds">Rows wanted.</param>
    /// <param name="texts">Texts by track id.</param>
    /// <param name="options">How to vectorise.</param>
    public static Matrix LyricsBlock(IReadOnlyList<string> trackIds, IReadOnlyDictionary<string, string> texts, TfIdfOptions options)
    {
        var known = trackIds.Select((id, row) => (id, row)).Where(track => texts.ContainsKey(track.id)).ToList();
        var tfIdf = TfIdf.Fit([.. known.Select(track => texts[track.id])], options);
        var words = new Matrix(known.Count, tfIdf.Terms.Count);
        for (var i = 0; i < known.Count; i++)
        {
            var row = tfIdf.Rows[i];
            for (var j = 0; j < row.Columns.Length; j++)
            {
                words[i, row.Columns[j]] = row.Values[j];
            }
        }

        var block = words.ColumnCount > MaximumLyricsWidth ? Pca.Fit(words, MaximumLyricsWidth).Transform(words) : words;
        var all = new Matrix(trackIds.Count, block.ColumnCount);
        for (var i = 0; i < known.Count; i++)
        {
            block.Row(i).CopyTo(all.Row(known[i].row));
        }

        return all;
    }
}
