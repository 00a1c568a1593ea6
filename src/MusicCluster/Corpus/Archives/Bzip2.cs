using System.Runtime.InteropServices;

namespace MusicCluster.Corpus.Archives;

/// <summary>The part of libbz2's C API that decompression needs; it comes with every Linux that has <c>tar</c>.</summary>
internal static unsafe partial class Bzip2
{
    public const int Ok = 0;
    public const int StreamEnd = 4;
    private const string Library = "libbz2.so.1.0";

    /// <summary>Whether the library is there.</summary>
    public static readonly bool IsFound = NativeLibrary.TryLoad(Library, typeof(Bzip2).Assembly, null, out _);

    /// <summary>bz_stream.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct State
    {
        public byte* NextIn;
        public uint AvailableIn;
        public uint TotalInLow;
        public uint TotalInHigh;
        public byte* NextOut;
        public uint AvailableOut;
        public uint TotalOutLow;
        public uint TotalOutHigh;
        public nint Internal;
        public nint Allocate;
        public nint Free;
        public nint Opaque;
    }

    [LibraryImport(Library, EntryPoint = "BZ2_bzDecompressInit")]
    public static partial int Begin(State* state, int verbosity, int small);

    [LibraryImport(Library, EntryPoint = "BZ2_bzDecompress")]
    public static partial int Decompress(State* state);

    [LibraryImport(Library, EntryPoint = "BZ2_bzDecompressEnd")]
    public static partial int End(State* state);
}
