using System.Runtime.InteropServices;

namespace MusicCluster.Tests.Audio;

/// <summary>Writes 32-bit float WAV files.</summary>
internal static class WavFile
{
    public static void Write(string path, ReadOnlySpan<float> interleaved, int rate = 22050, int channelCount = 1)
    {
        using var writer = new BinaryWriter(File.Create(path));
        var bytes = MemoryMarshal.AsBytes(interleaved);
        writer.Write("RIFF"u8);
        writer.Write(36 + bytes.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)3);
        writer.Write((short)channelCount);
        writer.Write(rate);
        writer.Write(rate * channelCount * 4);
        writer.Write((short)(channelCount * 4));
        writer.Write((short)32);
        writer.Write("data"u8);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }
}
