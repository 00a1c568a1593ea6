using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MusicCluster.Audio.Tags;

/// <summary>
/// The bytes of a file as TagLib asks for them, within bounds: it follows lengths that a file states, round in circles and ever
/// deeper, and asks for bytes at each step.
/// </summary>
/// <exception cref="IOException">A bound is reached; the file then has no tags.</exception>
internal sealed class TagStream(string path, TimeSpan timeLimit, CancellationToken cancellation)
    : FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, BufferLength), TagLib.File.IFileAbstraction
{
    /// <summary>Room for a cover of 50 MB, where a format has covers before other tags.</summary>
    private const long MostBytes = 100L << 20;

    private const int MostReads = 200_000;
    private const int BufferLength = 1 << 14;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly VorbisComments comments = new(Path.GetExtension(path));
    private long byteCount;
    private int readCount;

    Stream TagLib.File.IFileAbstraction.ReadStream => this;

    Stream TagLib.File.IFileAbstraction.WriteStream => throw new NotSupportedException("Tags are only read.");

    string TagLib.File.IFileAbstraction.Name => Name;

    void TagLib.File.IFileAbstraction.CloseStream(Stream stream)
    {
        // Whoever opened it closes it.
    }

    /// <summary>Ends a parse that has taken too long; also called where none of the file's bytes are read.</summary>
    public void CheckTime()
    {
        cancellation.ThrowIfCancellationRequested();
        if (clock.Elapsed > timeLimit || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new IOException("The tags lead round in circles.");
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        CheckTime();
        var read = base.Read(buffer, offset, count);
        byteCount += read;
        return byteCount <= MostBytes && ++readCount <= MostReads && !comments.AreTooMany(buffer.AsSpan(offset, read))
            ? read
            : throw new IOException("The tags are longer than any.");
    }
}
