using MusicCluster.Lyrics.Whisper;
using MusicCluster.Numerics.Random;

namespace MusicCluster.Tests.Lyrics.Whisper;

/// <summary>A model of one layer with random weights: what it writes down means nothing, but is the same every time.</summary>
internal static class TinyModel
{
    /// <summary>The blank that every vocabulary has, and words with the blank before them that real ones have.</summary>
    public static readonly IReadOnlyList<string> Words =
    [
        " ", " morning", " harbour", " evening", " river", " carry", " home", " light", " over", " under", " window", " summer", " silver", " road",
    ];

    // One text layer: two would make whisper.cpp take it for a distilled model and write no timestamps.
    public static readonly WhisperModelShape Shape = new(GgmlModel.Multilingual, 300, 16, 2, 1, 64, 16, 2, 1, 80, GgmlModel.HalfPrecision);

    private const int FirstSpecialToken = 50257;

    /// <summary>Writes it; other seeds give other transcripts. A weight given stands everywhere; words given replace as many.</summary>
    public static string Write(string path, int seed = 0, float? weight = null, IReadOnlyList<string>? words = null)
    {
        GgmlModel.Write(path, Shape, words ?? Words,
            (name, length) => weight is { } value
                ? [.. Enumerable.Repeat(value, length)] : Weights(name, length, new RandomSource((ulong)((seed * 7919) + StableHash(name)))));
        return path;
    }

    /// <summary>
    /// Random numbers. The last norm of the decoder is 1 in dimension 0, where words that are not in the vocabulary have a large
    /// negative weight: they are never written.
    /// </summary>
    private static float[] Weights(string name, int length, RandomSource random)
    {
        var isNorm = name.Contains("ln", StringComparison.Ordinal) && name.EndsWith("weight", StringComparison.Ordinal);
        var values = new float[length];
        for (var i = 0; i < length; i++)
        {
            values[i] = (float)((isNorm ? 1 : 0) + (0.6 * random.NextGaussian()));
        }

        if (name == "decoder.ln.weight")
        {
            values[0] = 0;
        }
        else if (name == "decoder.ln.bias")
        {
            values[0] = 1;
        }
        else if (name == "decoder.token_embedding.weight")
        {
            for (var token = 0; token < length / Shape.TextState; token++)
            {
                values[token * Shape.TextState] = token < Words.Count || token >= FirstSpecialToken ? 0 : -100;
            }
        }

        return values;
    }

    private static int StableHash(string text) => text.Aggregate(17, (hash, letter) => ((hash * 31) + letter) & 0xffffff);
}
