using System.Buffers.Binary;
using System.Text;
using MusicCluster.Foundation.Files;

namespace MusicCluster.Models.Torch;

/// <summary>
/// Edits the version needs of a 64-bit little-endian ELF library (section <c>.gnu.version_r</c>).
/// </summary>
/// <remarks>
/// A need that is marked weak (VER_FLG_WEAK) lets the loader go on where the host's library lacks that version. That is
/// right only for a version of which no symbol is used; see the System V gABI and the LSB's "Symbol Versioning".
/// </remarks>
internal static class ElfVersionNeeds
{
    private const uint VersionNeedSection = 0x6ffffffe;
    private const ushort WeakFlag = 0x2;

    /// <summary>Marks <paramref name="version"/> weak in a library on disk, unless the host provides it.</summary>
    /// <remarks>The file is replaced, not changed: it may be a hard link into the package cache.</remarks>
    public static void WeakenFile(string path, string version, Func<string, bool> isProvided)
    {
        var library = File.ReadAllBytes(path);
        if (FindStrong(library, version) is not { } offset || isProvided(version))
        {
            return;
        }

        var flags = library.AsSpan(offset);
        BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(flags) | WeakFlag));
        AtomicFile.Write(path, stream => stream.Write(library));
    }

    /// <summary>File offset of the flags of a strong need of <paramref name="version"/>, or null.</summary>
    internal static int? FindStrong(ReadOnlySpan<byte> library, string version)
    {
        if (library.Length < 64 || !library[..6].SequenceEqual("\u007fELF\u0002\u0001"u8))
        {
            return null;
        }

        foreach (var section in Sections(library))
        {
            if (section.Type == VersionNeedSection)
            {
                return FindInSection(library, section, Encoding.ASCII.GetBytes(version + "\0"));
            }
        }

        return null;
    }

    private static int? FindInSection(ReadOnlySpan<byte> library, Section section, ReadOnlySpan<byte> version)
    {
        var strings = Sections(library)[section.Link].Offset;
        // Verneed: version, count, file, first auxiliary, next. Vernaux: hash, flags, other, name, next.
        for (int need = section.Offset, next; ; need += next)
        {
            var auxiliary = need + (int)U32(library, need + 8);
            for (var i = 0; i < U16(library, need + 2); i++)
            {
                var name = strings + (int)U32(library, auxiliary + 8);
                if (library[name..].StartsWith(version))
                {
                    return (U16(library, auxiliary + 4) & WeakFlag) == 0 ? auxiliary + 4 : null;
                }

                auxiliary += (int)U32(library, auxiliary + 12);
            }

            next = (int)U32(library, need + 12);
            if (next == 0)
            {
                return null;
            }
        }
    }

    private static Section[] Sections(ReadOnlySpan<byte> library)
    {
        var table = (int)BinaryPrimitives.ReadUInt64LittleEndian(library[0x28..]);
        var entryLength = U16(library, 0x3a);
        var sections = new Section[U16(library, 0x3c)];
        for (var i = 0; i < sections.Length; i++)
        {
            var entry = table + (i * entryLength);
            sections[i] = new Section(U32(library, entry + 4), (int)U32(library, entry + 24), (int)U32(library, entry + 40));
        }

        return sections;
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);

    private readonly record struct Section(uint Type, int Offset, int Link);
}
