using System.Text;

namespace MusicCluster.Tests;

/// <summary>Writes MP3 files with tags.</summary>
internal static class Id3
{
    /// <summary>A clip of the sample behind an ID3v2.4 tag, or without one.</summary>
    public static void Write(string path, int clip, params (string Id, string Text)[] frames)
    {
        var body = frames.SelectMany(frame =>
        {
            byte[] text = [3, .. Encoding.UTF8.GetBytes(frame.Text)];
            return (byte[])[.. Encoding.ASCII.GetBytes(frame.Id), .. Size(text.Length), 0, 0, .. text];
        }).ToArray();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        byte[] tag = frames.Length == 0 ? [] : [.. "ID3"u8, 4, 0, 0, .. Size(body.Length), .. body];
        File.WriteAllBytes(path, [.. tag, .. Audio(clip)]);
    }

    /// <summary>The clip without the tag of its own, which would count instead.</summary>
    private static byte[] Audio(int clip)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Repository.Sample, "audio", "000", $"{clip:D6}.mp3"));
        return bytes[(10 + (bytes[6] << 21 | bytes[7] << 14 | bytes[8] << 7 | bytes[9]))..];
    }

    /// <summary>Seven bits a byte.</summary>
    public static byte[] Size(int length) => [(byte)(length >> 21 & 127), (byte)(length >> 14 & 127), (byte)(length >> 7 & 127), (byte)(length & 127)];
}
