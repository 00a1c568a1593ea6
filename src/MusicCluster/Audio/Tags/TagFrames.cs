using TagLib;
using TagLib.Id3v2;

namespace MusicCluster.Audio.Tags;

/// <summary>Keeps TagLib from parsing frames of ID3v2 that nobody here reads: covers, objects, and chapters, which hold frames that hold frames.</summary>
internal sealed class TagFrames : Frame
{
    private const uint LargestFrame = 256 << 20;
    private const int MostFrames = 10_000;

    /// <summary>The file that this thread is parsing; TagLib's factory is everybody's in the process, so others are left alone.</summary>
    [ThreadStatic]
    private static TagStream? current;

    [ThreadStatic]
    private static int frameCount;

    static TagFrames() => FrameFactory.AddFrameCreator(Skip);

    private TagFrames(FrameHeader header) : base(header)
    {
    }

    /// <summary>Parses on this thread what the stream has.</summary>
    public static T Parse<T>(TagStream stream, Func<T> parse)
    {
        (current, frameCount) = (stream, 0);
        try
        {
            return parse();
        }
        finally
        {
            current = null;
        }
    }

    protected override void ParseFields(ByteVector data, byte version)
    {
        // Left unread.
    }

    protected override ByteVector RenderFields(byte version) => throw new NotSupportedException("Tags are only read.");

    /// <summary>A frame that stands for one that is skipped; null has TagLib parse it.</summary>
    private static Frame? Skip(ByteVector data, int offset, FrameHeader header, byte version)
    {
        if (current is null)
        {
            return null;
        }

        // A length that is negative to TagLib leads back to where the frame began.
        if (header.FrameSize > LargestFrame || ++frameCount > MostFrames)
        {
            throw new CorruptFileException("A frame is larger than any file, or there are too many.");
        }

        current.CheckTime();
        var id = header.FrameId.ToString(StringType.Latin1);
        return id.StartsWith('T') || id is "USLT" or "SYLT" or "UFID" or "RVA2" ? null : new TagFrames(header);
    }
}
