using System.Text;
using MusicCluster.Audio.Tags;
using MusicCluster.Corpus;
using MusicCluster.Lyrics.Sources;
using MusicCluster.Tests.Audio.Tags;
using TagLib;
using TagLib.Id3v2;

namespace MusicCluster.Robustness.Hostile;

/// <summary>Tags of every format, flipped, cut and lied about, and those that were made to keep a parser busy.</summary>
internal static class HostileTags
{
    private static readonly Lazy<(string Ending, byte[] Bytes)[]> Sources = new(() =>
        [.. TaggedFile.Formats.Append(".aac").Select(ending => (ending, Good(ending)))]);

    public static void Run(Random random, string folder)
    {
        var (ending, source) = Sources.Value[random.Next(Sources.Value.Length)];
        var path = Path.Combine(folder, "case" + (random.Next(10) == 0 ? Sources.Value[random.Next(Sources.Value.Length)].Ending : ending));
        System.IO.File.WriteAllBytes(path, random.Next(8) switch
        {
            0 => Deep(random, Path.GetExtension(path)),
            1 => Lying(random, source),
            2 => Mutation.RandomBytes(random, random.Next(5_000)),
            _ => Mutation.Of(source, random),
        });
        var tags = TagFile.Tags(path, CancellationToken.None);
        if (new[] { tags.Title, tags.Artist, tags.Genres, tags.Album }.Any(text => text.Length > 1_000 || text.Any(char.IsControl)))
        {
            throw new InvalidOperationException("a tag is too long or has control characters");
        }

        using var lyrics = new TagLyrics();
        lyrics.FindAsync(new Track("1", path), CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>A number of four bytes that says something else, in either order.</summary>
    private static byte[] Lying(Random random, byte[] source)
    {
        var bytes = source.ToArray();
        for (var lies = random.Next(1, 6); lies > 0; lies--)
        {
            var value = BitConverter.GetBytes((int)Mutation.Interesting(random));
            if (random.Next(2) == 0)
            {
                Array.Reverse(value);
            }

            value.CopyTo(bytes, random.Next(Math.Min(bytes.Length, 2_000) - 4));
        }

        return bytes;
    }

    /// <summary>What grows with the square of its length, or as deep as it is long.</summary>
    private static byte[] Deep(Random random, string ending)
    {
        var count = random.Next(1, 60_000);
        string[] boxes = ["moov", "udta", "meta", "trak", "mdia", "ilst"];
        return ending switch
        {
            ".m4a" => [.. TaggedFile.Box("ftyp", "M4A \0\0\0\0"u8), .. Nested(count, i => TaggedFile.Box(boxes[random.Next(boxes.Length)], []), 8)],
            ".flac" or ".ogg" or ".opus" => Comments(count * 4),
            ".wav" => [.. "RIFF"u8, 255, 255, 255, 127, .. "WAVE"u8, .. Repeated(count, [.. "LIST"u8, 4, 0, 0, 0, .. "INFO"u8])],
            _ => [.. "ID3"u8, 3, 0, 0, 31, 127, 127, 127, .. Repeated(count, Frame(random))],
        };
    }

    private static byte[] Nested(int count, Func<int, byte[]> head, int headLength)
    {
        var bytes = new byte[count * headLength];
        for (var i = 0; i < count; i++)
        {
            var box = head(i);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(box, (count - i) * headLength);
            box.CopyTo(bytes, i * headLength);
        }

        return bytes;
    }

    /// <summary>FLAC with one comment again and again, which TagLib copies each time.</summary>
    private static byte[] Comments(int count)
    {
        byte[] block = [0, 0, 0, 0, .. BitConverter.GetBytes(count), .. Repeated(count, [2, 0, 0, 0, .. "A="u8])];
        return [.. "fLaC"u8, 0, 0, 0, 34, .. new byte[34], 0x84, (byte)(block.Length >> 16), (byte)(block.Length >> 8), (byte)block.Length, .. block];
    }

    private static byte[] Frame(Random random)
    {
        string[] ids = ["TIT2", "TXXX", "CHAP", "CTOC", "APIC", "USLT", "SYLT", "UFID", "RVA2", "PRIV"];
        byte[] lengths = [0, 1, 10, 246, 255];
        var id = Encoding.ASCII.GetBytes(ids[random.Next(ids.Length)]);
        return [.. id, .. Enumerable.Range(0, 4).Select(_ => lengths[random.Next(lengths.Length)]), 0, 0, 3, 0, 65, 0];
    }

    private static IEnumerable<byte> Repeated(int count, byte[] piece) => Enumerable.Repeat(piece, count).SelectMany(bytes => bytes);

    private static byte[] Good(string ending)
    {
        var path = Path.Combine(Path.GetTempPath(), $"mc-tags-{Environment.ProcessId}{(ending == ".aac" ? ".mp3" : ending)}");
        try
        {
            TaggedFile.Write(path, file =>
            {
                (file.Tag.Title, file.Tag.Performers, file.Tag.Genres, file.Tag.Lyrics) = ("One", ["A", "B"], ["Rock", "Pop"], "la la la");
                file.Tag.Pictures = [new Picture(new ByteVector(new byte[300]))];
                if (file.GetTag(TagTypes.Id3v2) is TagLib.Id3v2.Tag tag)
                {
                    tag.AddFrame(new ChapterFrame("c", "chapter"));
                    tag.ReplayGainTrackGain = -6;
                }
            });
            return System.IO.File.ReadAllBytes(path);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }
}
