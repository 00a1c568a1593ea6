using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MusicCluster.Numerics.Random;

/// <summary>Derives an independent seed per purpose from one root seed, so that adding a consumer disturbs no other.</summary>
public readonly record struct SeedSequence(ulong Root)
{
    /// <summary>The sub-sequence of a purpose, e.g. <c>Derive("k-means/k=3")</c>: the same purpose, the same seed.</summary>
    public SeedSequence Derive(string purpose)
    {
        var text = Encoding.UTF8.GetBytes(purpose);
        var buffer = new byte[sizeof(ulong) + text.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(buffer, Root);
        text.CopyTo(buffer, sizeof(ulong));
        return new SeedSequence(BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(buffer)));
    }

    /// <summary>The random stream of this seed.</summary>
    public RandomSource CreateSource() => new(Root);
}
