using System.Text;
using MusicCluster.Features;
using MusicCluster.Features.Filters;
using MusicCluster.Lyrics.Whisper;

namespace MusicCluster.Tests.Lyrics.Whisper;

/// <summary>Writes models in whisper.cpp's own format, with a vocabulary of the test's own and computed mel filters.</summary>
internal static class GgmlModel
{
    public const int Multilingual = 51865;
    private const int SampleRate = 16000;
    private const int SpectrumLength = 201;
    private const int FftLength = 400;

    /// <summary>Files in half precision, as the published ones are.</summary>
    public const int HalfPrecision = 1;

    /// <summary>Writes a file.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="shape">Sizes.</param>
    /// <param name="words">The vocabulary's first words; the library makes names for the rest.</param>
    /// <param name="weights">The numbers of a tensor, given its name and its length.</param>
    public static void Write(string path, WhisperModelShape shape, IReadOnlyList<string> words, Func<string, int, float[]> weights)
    {
        using var writer = new BinaryWriter(File.Create(path));
        WriteHead(writer, shape);
        writer.Write(words.Count);
        foreach (var word in words)
        {
            WriteText(writer, word);
        }

        foreach (var (name, dimensions) in shape.Tensors())
        {
            var isLarge = dimensions.Length > 1 && !name.EndsWith("bias", StringComparison.Ordinal)
                && !name.EndsWith("positional_embedding", StringComparison.Ordinal);
            var isHalf = isLarge && shape.Type == HalfPrecision;
            writer.Write(dimensions.Length);
            writer.Write(Encoding.UTF8.GetByteCount(name));
            writer.Write(isHalf ? 1 : 0);
            Array.ForEach(dimensions, writer.Write);
            writer.Write(Encoding.UTF8.GetBytes(name));
            foreach (var value in weights(name, dimensions.Aggregate(1, (product, size) => product * size)))
            {
                if (isHalf)
                {
                    writer.Write((Half)value);
                }
                else
                {
                    writer.Write(value);
                }
            }
        }
    }

    /// <summary>Magic, sizes and mel filters.</summary>
    public static void WriteHead(BinaryWriter writer, WhisperModelShape shape)
    {
        writer.Write(0x67676d6c);
        Array.ForEach(
            [
                shape.VocabularyCount, shape.AudioContext, shape.AudioState, shape.AudioHeads, shape.AudioLayers, shape.TextContext, shape.TextState,
                shape.TextHeads, shape.TextLayers, shape.MelCount, shape.Type,
            ],
            writer.Write);
        writer.Write(shape.MelCount);
        writer.Write(SpectrumLength);
        foreach (var weight in MelFilters(shape.MelCount))
        {
            writer.Write(weight);
        }
    }

    /// <summary>Slaney triangles of equal area, as whisper's published filters, shape [bands, 201].</summary>
    public static IEnumerable<float> MelFilters(int melCount)
    {
        var edges = MelFrequency.Edges(melCount, SampleRate / 2.0, MelScale.Slaney);
        for (var band = 0; band < melCount; band++)
        {
            for (var bin = 0; bin < SpectrumLength; bin++)
            {
                var frequency = (double)bin * SampleRate / FftLength;
                var height = Math.Min((frequency - edges[band]) / (edges[band + 1] - edges[band]),
                    (edges[band + 2] - frequency) / (edges[band + 2] - edges[band + 1]));
                yield return (float)(Math.Max(height, 0) * 2 / (edges[band + 2] - edges[band]));
            }
        }
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }
}
