using SharpCompress.Archives;
using SharpCompress.Common;

namespace MusicCluster.Corpus.Archives;

/// <summary>The decompressed bytes of an entry; damage ends them and is reported, whatever the decoder threw.</summary>
internal sealed class EntrySource(IArchiveEntry entry) : IDisposable
{
    private Stream? stream;

    /// <summary>What was wrong with the entry, or null.</summary>
    public string? Fault { get; private set; }

    /// <returns>Bytes read, 0 at the end or at a fault.</returns>
    public int Read(byte[] buffer)
    {
        try
        {
            stream ??= entry.OpenEntryStream();
            return stream.Read(buffer, 0, buffer.Length);
        }
        catch (Exception error) when (IsFault(error))
        {
            Fault = error.Message.ReplaceLineEndings(" ");
            return 0;
        }
    }

    public void Dispose()
    {
        try
        {
            stream?.Dispose();
        }
        catch (Exception error) when (IsFault(error))
        {
            Fault ??= error.Message.ReplaceLineEndings(" ");
        }
    }

    /// <summary>What the library throws at damaged bytes: its own errors and whatever its decoders run into.</summary>
    public static bool IsFault(Exception error) =>
        error is SharpCompressException or InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException
            or IndexOutOfRangeException or InvalidOperationException or ArithmeticException or NullReferenceException
        || (error is IOException and not FileNotFoundException and not DirectoryNotFoundException);
}
