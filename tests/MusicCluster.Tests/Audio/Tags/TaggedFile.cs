using System.Buffers.Binary;
using TagLib;

namespace MusicCluster.Tests.Audio.Tags;

/// <summary>Small audio files whose tags TagLib has written.</summary>
internal static class TaggedFile
{
    /// <summary>Every format that has tags.</summary>
    public static readonly string[] Formats = [".mp3", ".flac", ".ogg", ".opus", ".m4a", ".wav", ".aiff"];

    /// <summary>A file without tags, in the format of the path's ending.</summary>
    public static string Write(string path)
    {
        switch (Path.GetExtension(path))
        {
            case ".mp3":
                Id3.Write(path, 1);
                break;
            case ".wav":
                WavFile.Write(path, new float[2000]);
                break;
            case ".m4a":
                // Of its head only the clock's rate must make sense.
                byte[] head = [.. new byte[14], 3, 232, .. new byte[84]];
                System.IO.File.WriteAllBytes(path, [.. Box("ftyp", "M4A \0\0\0\0M4A isom"u8), .. Box("moov", Box("mvhd", head)), .. Box("mdat", new byte[64])]);
                break;
            case var ending:
                System.IO.File.Copy(Path.Combine(AppContext.BaseDirectory, "Golden", "formats", "signal" + ending), path);
                break;
        }

        return path;
    }

    /// <summary>Writes a file and its tags.</summary>
    public static string Write(string path, Action<TagLib.File> edit)
    {
        using var file = TagLib.File.Create(Write(path));
        edit(file);
        file.Save();
        return path;
    }

    /// <summary>One of MP4's.</summary>
    public static byte[] Box(string name, ReadOnlySpan<byte> content)
    {
        var box = new byte[8 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        System.Text.Encoding.Latin1.GetBytes(name, box.AsSpan(4));
        content.CopyTo(box.AsSpan(8));
        return box;
    }

    /// <summary>ID3v2 as its version.</summary>
    public static TagLib.Id3v2.Tag Id3v2(this TagLib.File file, byte version)
    {
        var tag = (TagLib.Id3v2.Tag)file.GetTag(TagTypes.Id3v2, create: true);
        tag.Version = version;
        return tag;
    }
}
