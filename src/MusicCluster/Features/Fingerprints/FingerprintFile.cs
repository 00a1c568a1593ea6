using System.Runtime.InteropServices;
using MusicCluster.Foundation;

namespace MusicCluster.Features.Fingerprints;

/// <summary>
/// <c>fingerprints.bin</c>, the fingerprints of the tracks in the order of the other arrays' rows: a magic string, the seconds from word to word
/// (float64), then for each track the number of its words (int32) and the words (uint32), all little-endian.
/// </summary>
internal static class FingerprintFile
{
    /// <summary>Its name in the folder of the features.</summary>
    public const string Name = "fingerprints.bin";

    private static readonly byte[] Magic = "MCPRINT1"u8.ToArray();

    /// <summary>Creates or replaces the file of a folder; <see cref="Add"/> writes the tracks.</summary>
    public static BinaryWriter Create(string folder, FeatureOptions options)
    {
        var writer = new BinaryWriter(File.Create(Path.Combine(folder, Name)));
        writer.Write(Magic);
        writer.Write(FingerprintMeter.StepSeconds(options));
        return writer;
    }

    /// <summary>Writes a track.</summary>
    public static void Add(BinaryWriter writer, uint[] words)
    {
        writer.Write(words.Length);
        writer.Write(MemoryMarshal.AsBytes<uint>(words));
    }

    /// <summary>Reads what <see cref="Add"/> wrote last.</summary>
    /// <exception cref="EndOfStreamException">There are fewer bytes than words.</exception>
    public static uint[] Next(BinaryReader reader)
    {
        var words = new uint[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(words.AsSpan()));
        return words;
    }

    /// <summary>Reads the file of a folder.</summary>
    /// <exception cref="UserException">It is none, or breaks off.</exception>
    public static (double StepSeconds, IReadOnlyList<uint[]> Tracks) Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        using var reader = new BinaryReader(File.OpenRead(path));
        try
        {
            if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
            {
                throw new UserException($"'{path}' holds no fingerprints; run the features stage again.");
            }

            var seconds = reader.ReadDouble();
            var tracks = new List<uint[]>();
            while (reader.BaseStream.Position < reader.BaseStream.Length)
            {
                tracks.Add(Next(reader));
            }

            return (seconds, tracks);
        }
        catch (EndOfStreamException error)
        {
            throw new UserException($"'{path}' breaks off; run the features stage again.", error);
        }
    }
}
