using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MusicCluster.Corpus;
using MusicCluster.Features.Descriptors;
using MusicCluster.Features.Fingerprints;

namespace MusicCluster.Features;

/// <summary>The rows of one audio file as bytes: what was heard, every row, and a digest of both.</summary>
internal static class FeatureRowsFile
{
    private static readonly byte[] Magic = "MCROWS2\n"u8.ToArray();

    /// <summary>Writes the rows of a track that has some.</summary>
    public static void Write(Stream stream, FeatureRows rows)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            var heard = rows.Kept!;
            writer.Write(Magic);
            writer.Write(heard.DurationSeconds);
            writer.Write(heard.HeardSeconds);
            writer.Write(heard.Note);
            writer.Write(JsonSerializer.Serialize(rows.Descriptors));
            FingerprintFile.Add(writer, rows.Fingerprint);
            foreach (var row in rows.All)
            {
                writer.Write(row.Length);
                writer.Write(MemoryMarshal.AsBytes<float>(row));
            }
        }

        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        stream.Write(bytes);
        stream.Write(SHA256.HashData(bytes));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <returns>Whether the bytes are whole and of rows of these lengths; if not, the rows hold anything.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, Track track, FeatureRows rows)
    {
        var length = bytes.Length - SHA256.HashSizeInBytes;
        if (length < Magic.Length || !SHA256.HashData(bytes[..length]).AsSpan().SequenceEqual(bytes[length..]) || !bytes.StartsWith(Magic))
        {
            return false;
        }

        using var reader = new BinaryReader(new MemoryStream(bytes[Magic.Length..length].ToArray()), Encoding.UTF8);
        var heard = new HeardTrack(track, reader.ReadDouble(), reader.ReadDouble(), reader.ReadString());
        var descriptors = JsonSerializer.Deserialize<DescriptorValues>(reader.ReadString())!;
        rows.Fingerprint = FingerprintFile.Next(reader);
        foreach (var row in rows.All)
        {
            if (reader.ReadInt32() != row.Length)
            {
                return false;
            }

            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(row.AsSpan()));
        }

        (rows.Kept, rows.Descriptors, rows.Failure) = (heard, descriptors, null);
        return true;
    }
}
