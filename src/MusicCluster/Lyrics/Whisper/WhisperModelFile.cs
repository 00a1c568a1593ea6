using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using MusicCluster.Foundation;

namespace MusicCluster.Lyrics.Whisper;

/// <summary>
/// Reads a ggml model file from end to end before the library does: whisper.cpp trusts lengths, goes on after the end of a file
/// that was cut off, and ends the process at what it did not expect.
/// </summary>
internal sealed class WhisperModelFile : IDisposable
{
    private const uint Magic = 0x67676d6c;
    private const int SpectrumLength = 201;
    private const int LongestToken = 1024;
    private const int LongestName = 128;
    private readonly string path;
    private readonly FileStream stream;

    private WhisperModelFile(string path)
    {
        this.path = path;
        stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
    }

    /// <summary>Makes sure that the library can load the file.</summary>
    /// <exception cref="UserException">It cannot; the sentence says what is wrong.</exception>
    public static WhisperModelShape Check(string path)
    {
        try
        {
            using var file = new WhisperModelFile(path);
            return file.ReadAll();
        }
        catch (EndOfStreamException error)
        {
            throw Failure(path, "it ends too early", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure(path, $"it cannot be read: {error.Message.TrimEnd('.')}", error);
        }
    }

    public void Dispose() => stream.Dispose();

    private WhisperModelShape ReadAll()
    {
        if (Number() is var magic && (uint)magic != Magic)
        {
            throw Failure(path, string.Create(CultureInfo.InvariantCulture, $"it begins with {(uint)magic:x8} and not {Magic:x8}, so it is no ggml model"));
        }

        var shape = new WhisperModelShape(
            Number(), Number(), Number(), Number(), Number(), Number(), Number(), Number(), Number(), Number(), Number());
        if (shape.Errors().FirstOrDefault() is { } error)
        {
            throw Failure(path, error);
        }

        var (melCount, spectrumLength) = (Number(), Number());
        if (melCount != shape.MelCount || spectrumLength != SpectrumLength)
        {
            throw Failure(path, $"its mel filters are {melCount} × {spectrumLength} and not {shape.MelCount} × {SpectrumLength}");
        }

        Skip((long)melCount * spectrumLength * sizeof(float));
        ReadVocabulary(shape);
        ReadTensors(shape);
        return shape;
    }

    private void ReadVocabulary(WhisperModelShape shape)
    {
        var count = Number();
        if (count < 0 || count > shape.VocabularyCount)
        {
            throw Failure(path, $"its vocabulary has {count} words, beyond 0 to {shape.VocabularyCount}");
        }

        // Each word must be there once: the library looks names up both ways. The blank is one that it asks for.
        var hasBlank = false;
        for (var i = 0; i < count; i++)
        {
            var length = Number();
            if (length is < 0 or > LongestToken)
            {
                throw Failure(path, $"word {i} of its vocabulary has {(uint)length} bytes, beyond 0 to {LongestToken}");
            }

            var word = Bytes(length);
            hasBlank |= word is [(byte)' '];
        }

        if (!hasBlank)
        {
            throw Failure(path, "its vocabulary has no blank");
        }
    }

    private void ReadTensors(WhisperModelShape shape)
    {
        var wanted = shape.Tensors().ToDictionary(StringComparer.Ordinal);
        var large = WhisperTensorType.OfFile(shape.Type)!;
        while (stream.Position < stream.Length)
        {
            var (dimensionCount, length, typeId) = (Number(), Number(), Number());
            if (dimensionCount is < 1 or > 3 || length is < 1 or > LongestName)
            {
                throw Failure(path, $"a tensor has {dimensionCount} dimensions and a name of {length} bytes, beyond 1 to 3 and 1 to {LongestName}");
            }

            int[] dimensions = [.. Enumerable.Range(0, dimensionCount).Select(_ => Number())];
            var name = Encoding.UTF8.GetString(Bytes(length));
            if (!wanted.Remove(name, out var expected))
            {
                throw Failure(path, $"tensor '{name}' is there twice or does not belong there");
            }

            if (!Padded(dimensions).SequenceEqual(Padded(expected)))
            {
                throw Failure(path, $"tensor '{name}' is {string.Join(" × ", dimensions)} and not {string.Join(" × ", expected)}");
            }

            var type = WhisperTensorType.Of(typeId);
            if (type is null || (type.Id > 1 && type.Id != large.Id) || dimensions[0] % type.BlockLength != 0)
            {
                throw Failure(path, $"tensor '{name}' has numbers of type {typeId}, which does not fit");
            }

            Skip(dimensions.Aggregate(1L, (product, size) => product * size) / type.BlockLength * type.BlockBytes);
        }

        if (wanted.Count > 0)
        {
            throw Failure(path, $"{wanted.Count} tensors are missing, e.g. '{wanted.Keys.Order(StringComparer.Ordinal).First()}'");
        }
    }

    private static IEnumerable<int> Padded(int[] dimensions) => dimensions.Concat(Enumerable.Repeat(1, 3 - dimensions.Length));

    private int Number() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(sizeof(int)));

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private void Skip(long count)
    {
        if (stream.Length - stream.Position < count)
        {
            throw new EndOfStreamException();
        }

        stream.Seek(count, SeekOrigin.Current);
    }

    private static UserException Failure(string path, string reason, Exception? inner = null) => new(
        $"Whisper model '{path}' cannot be used: {reason}; delete it to fetch it again, or set lyrics.whisper.model to another.", inner!);
}
