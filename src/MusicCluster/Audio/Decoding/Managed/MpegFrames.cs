namespace MusicCluster.Audio.Decoding.Managed;

/// <summary>Finds the MPEG audio frames of a file between tags and junk.</summary>
internal sealed class MpegFrames
{
    private const int TagHeaderLength = 10;

    /// <summary>How far into the file the first frame is looked for: pictures in broken tags reach that far.</summary>
    private const int SearchLength = 1 << 20;

    /// <summary>Frames in a row, each where the one before it ends, that tell sound from bytes that look like it.</summary>
    private const int ProofCount = 3;

    private readonly Stream stream;
    private readonly DecodeWatch watch;
    private readonly byte[] window = new byte[1 << 16];
    private readonly MpegHeader reference;
    private long position;

    private MpegFrames(Stream stream, DecodeWatch watch, long start, MpegHeader reference)
    {
        (this.stream, this.watch, this.reference, position) = (stream, watch, reference, start);
    }

    /// <summary>Finds the first frame; null in a file without MPEG audio.</summary>
    public static MpegFrames? Find(Stream stream, DecodeWatch watch)
    {
        var frames = new MpegFrames(stream, watch, AfterTags(stream), default);
        return frames.Search(frames.position + SearchLength, null) is { } first
            ? new MpegFrames(stream, watch, frames.position, first)
            : null;
    }

    /// <summary>Where sound or another container can begin: behind all ID3v2 tags whose lengths can be true.</summary>
    public static long AfterTags(Stream stream)
    {
        Span<byte> tag = stackalloc byte[TagHeaderLength];
        long start = 0;
        while (true)
        {
            stream.Position = start;
            if (!WavStream.Fill(stream, tag) || !tag[..3].SequenceEqual("ID3"u8))
            {
                return start;
            }

            // Four groups of seven bits. A length that leaves the file is a lie: the sound is then looked for behind the tag's head.
            var length = (tag[6] << 21) | (tag[7] << 14) | (tag[8] << 7) | tag[9];
            var footer = (tag[5] & 0x10) != 0 ? TagHeaderLength : 0;
            var end = start + TagHeaderLength + length + footer;
            if (((tag[6] | tag[7] | tag[8] | tag[9]) & 0x80) != 0 || end >= stream.Length)
            {
                return start + TagHeaderLength;
            }

            start = end;
        }
    }

    /// <summary>Takes the next frame; false at the end.</summary>
    public bool Next(MpegFrame frame)
    {
        if (!Advance(out var header))
        {
            return false;
        }

        stream.Position = position;
        position += header.FrameLength;
        return frame.Load(stream, header);
    }

    /// <summary>Counts the frames that follow without reading them; the place among them stays.</summary>
    public long CountRest()
    {
        var start = position;
        long count = 0;
        for (; Advance(out var header); count++)
        {
            position += header.FrameLength;
            if (position > stream.Length)
            {
                break;
            }
        }

        position = start;
        return count;
    }

    private bool Advance(out MpegHeader header)
    {
        watch.Check();
        if (HeaderAt(position, out header) && header.Matches(reference))
        {
            return true;
        }

        if (Search(stream.Length, reference) is not { } found)
        {
            return false;
        }

        header = found;
        return true;
    }

    /// <summary>Moves to the next frame before <paramref name="end"/> that others follow, of the reference's kind if there is one.</summary>
    private MpegHeader? Search(long end, MpegHeader? wanted)
    {
        for (var start = position; start < end; start += window.Length - MpegHeader.Length + 1)
        {
            watch.Check();
            stream.Position = start;
            var length = stream.ReadAtLeast(window, window.Length, throwOnEndOfStream: false);
            for (var i = 0; i <= length - MpegHeader.Length; i++)
            {
                var next = window.AsSpan(i, length - i).IndexOf((byte)0xFF);
                if (next < 0 || (i += next) > length - MpegHeader.Length)
                {
                    break;
                }

                if (MpegHeader.Parse(window.AsSpan(i)) is { } header && (wanted?.Matches(header) ?? true) && IsProved(start + i, header))
                {
                    position = start + i;
                    return header;
                }
            }

            if (length < window.Length)
            {
                break;
            }
        }

        return null;
    }

    private bool IsProved(long place, MpegHeader first)
    {
        var next = place;
        var header = first;
        for (var count = 1; count < ProofCount; count++)
        {
            next += header.FrameLength;
            // The file's own end is as good a proof as another frame, if at least one was there.
            if (next >= stream.Length - MpegHeader.Length)
            {
                return next <= stream.Length && (count > 1 || reference != default);
            }

            if (!HeaderAt(next, out header) || !header.Matches(first))
            {
                return false;
            }
        }

        return true;
    }

    private bool HeaderAt(long place, out MpegHeader header)
    {
        Span<byte> bytes = stackalloc byte[MpegHeader.Length];
        stream.Position = place;
        var found = WavStream.Fill(stream, bytes) ? MpegHeader.Parse(bytes) : null;
        header = found ?? default;
        return found is not null;
    }
}
