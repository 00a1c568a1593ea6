using MusicCluster.Lyrics;
using MusicCluster.Numerics;
using MusicCluster.Transforms;

namespace MusicCluster.Embeddings;

/// <summary>The lyrics of tracks as numbers, one row per track in the order asked for.</summary>
/// <param name="Points">[tracks, dimensions]; zeros for a track without lyrics.</param>
/// <param name="HasLyrics">Which tracks have any.</param>
public sealed record LyricsBlock(Matrix Points, IReadOnlyList<bool> HasLyrics)
{
    /// <summary>Wider TF-IDF is projected onto so many principal components for concatenation, as the study did.</summary>
    public const int MaximumTermWidth = 128;

    /// <summary>Components of the decomposition of TF-IDF; the first, which is how common the words are, is left out.</summary>
    public const int ComponentCount = 8;

    /// <summary>The study's: TF-IDF with rows of unit length, wider ones projected.</summary>
    /// <param name="trackIds">Rows wanted.</param>
    /// <param name="texts">Texts by track id.</param>
    /// <param name="options">How to vectorize.</param>
    public static LyricsBlock OfTerms(IReadOnlyList<string> trackIds, IReadOnlyDictionary<string, string> texts, TfIdfOptions options) =>
        OfKnown(trackIds, texts, known =>
        {
            var tfIdf = TfIdf.Fit(known, options);
            var words = new Matrix(known.Count, tfIdf.Terms.Count);
            for (var i = 0; i < known.Count; i++)
            {
                var row = tfIdf.Rows[i];
                for (var j = 0; j < row.Columns.Length; j++)
                {
                    words[i, row.Columns[j]] = row.Values[j];
                }
            }

            return words.ColumnCount > MaximumTermWidth ? Pca.Fit(words, MaximumTermWidth).Transform(words) : words;
        });

    /// <summary>What the lyrics are about and how dense they are: SVD of TF-IDF beside rank-Gaussed <see cref="LyricStatistics"/>.</summary>
    public static LyricsBlock OfTopicsAndDensity(IReadOnlyList<string> trackIds, IReadOnlyDictionary<string, string> texts, TfIdfOptions options) =>
        OfKnown(trackIds, texts, known =>
        {
            var tfIdf = TfIdf.Fit(known, options);
            var topics = TruncatedSvd.Scores(tfIdf.Rows, tfIdf.Terms.Count, ComponentCount);
            var statistics = Matrix.FromRows([.. known.Select(LyricStatistics.Of)]);
            var density = RankGauss.Fit(statistics).Transform(statistics);
            var topicCount = Math.Max(0, topics.ColumnCount - 1);
            var block = new Matrix(known.Count, topicCount + density.ColumnCount);
            for (var row = 0; row < known.Count; row++)
            {
                if (topicCount > 0)
                {
                    topics.Row(row)[1..].CopyTo(block.Row(row));
                }

                density.Row(row).CopyTo(block.Row(row)[topicCount..]);
            }

            return block;
        });

    private static LyricsBlock OfKnown(
        IReadOnlyList<string> trackIds, IReadOnlyDictionary<string, string> texts, Func<IReadOnlyList<string>, Matrix> vectorize)
    {
        bool[] hasLyrics = [.. trackIds.Select(texts.ContainsKey)];
        int[] known = [.. Enumerable.Range(0, trackIds.Count).Where(row => hasLyrics[row])];
        var block = vectorize([.. known.Select(row => texts[trackIds[row]])]);
        var all = new Matrix(trackIds.Count, block.ColumnCount);
        for (var i = 0; i < known.Length; i++)
        {
            block.Row(i).CopyTo(all.Row(known[i]));
        }

        return new LyricsBlock(all, hasLyrics);
    }
}
