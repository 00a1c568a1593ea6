using System.Buffers.Binary;

namespace MusicCluster.Audio.Tags;

/// <summary>Looks at what TagLib is about to parse as Vorbis comments: it copies all values of a field for each one more.</summary>
/// <param name="ending">Of the file's name, by which TagLib chooses the format.</param>
internal sealed class VorbisComments(string ending)
{
    private const int MostComments = 10_000;
    private const int FlacHeaderLength = 4;
    private const int FlacCommentBlock = 4;
    private readonly bool isFlac = ending.Equals(".flac", StringComparison.OrdinalIgnoreCase);
    private readonly bool isOgg = new[] { ".ogg", ".oga", ".opus" }.Contains(ending, StringComparer.OrdinalIgnoreCase);
    private bool isBlockNext;

    /// <summary>Whether bytes just read begin a list of comments that is too long.</summary>
    public bool AreTooMany(ReadOnlySpan<byte> bytes)
    {
        // FLAC names the kind of a block in the four bytes before it, Ogg in the packet itself.
        var start = isFlac && isBlockNext ? 0
            : isOgg && bytes.StartsWith("\u0003vorbis"u8) ? 7
            : isOgg && bytes.StartsWith("OpusTags"u8) ? 8
            : isOgg && bytes.StartsWith((ReadOnlySpan<byte>)[0x81, .. "theora"u8]) ? 7 : -1;
        isBlockNext = bytes.Length == FlacHeaderLength && (bytes[0] & 0x7f) == FlacCommentBlock;
        if (start < 0 || bytes.Length < start + sizeof(uint))
        {
            return false;
        }

        // The name of the program that wrote them, then their number.
        var list = bytes[start..];
        var place = sizeof(uint) + (long)BinaryPrimitives.ReadUInt32LittleEndian(list);
        return place + sizeof(uint) > list.Length || BinaryPrimitives.ReadUInt32LittleEndian(list[(int)place..]) > MostComments;
    }
}
