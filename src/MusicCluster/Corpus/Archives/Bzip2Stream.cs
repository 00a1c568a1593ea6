using System.Runtime.InteropServices;

namespace MusicCluster.Corpus.Archives;

/// <summary>Decompresses bzip2 as it is read.</summary>
internal sealed unsafe class Bzip2Stream : Stream
{
    private readonly Stream source;
    private readonly byte[] input = new byte[1 << 16];
    private Bzip2.State* state;
    private int inputStart;
    private int inputEnd;
    private bool isAtEnd;

    public Bzip2Stream(Stream source)
    {
        this.source = source;
        // The library keeps the address: the state must not move.
        state = (Bzip2.State*)NativeMemory.AllocZeroed((nuint)sizeof(Bzip2.State));
        Check(Bzip2.Begin(state, 0, 0));
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <exception cref="InvalidDataException">The bytes are no bzip2, or damaged, or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(state is null, this);
        var count = 0;
        while (count == 0 && !isAtEnd && buffer.Length > 0)
        {
            if (inputStart == inputEnd)
            {
                (inputStart, inputEnd) = (0, source.Read(input, 0, input.Length));
                if (inputEnd == 0)
                {
                    throw new InvalidDataException("the bzip2 stream is cut off");
                }
            }

            count = Step(buffer);
        }

        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (state is not null)
        {
            _ = Bzip2.End(state);
            NativeMemory.Free(state);
            state = null;
        }

        base.Dispose(disposing);
    }

    private int Step(Span<byte> buffer)
    {
        fixed (byte* from = input)
        fixed (byte* to = buffer)
        {
            state->NextIn = from + inputStart;
            state->AvailableIn = (uint)(inputEnd - inputStart);
            state->NextOut = to;
            state->AvailableOut = (uint)buffer.Length;
            isAtEnd = Check(Bzip2.Decompress(state)) == Bzip2.StreamEnd;
            inputStart = inputEnd - (int)state->AvailableIn;
            return buffer.Length - (int)state->AvailableOut;
        }
    }

    private static int Check(int result) => result is Bzip2.Ok or Bzip2.StreamEnd
        ? result
        : throw new InvalidDataException($"the bzip2 stream is damaged (libbz2 says {result})");
}
