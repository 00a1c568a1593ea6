using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MusicCluster.Audio.Decoding.Native;

/// <summary>
/// The bytes of a file as libsndfile asks for them. After the time limit, or when cancelled, there are no more bytes: the
/// library then ends whatever it is searching for, which no other way can stop inside a native call.
/// </summary>
internal sealed unsafe class SndfileSource : IDisposable
{
    private readonly FileStream stream;
    private readonly long length;
    private readonly DecodeWatch watch;
    private GCHandle self;

    public SndfileSource(string path, DecodeWatch watch)
    {
        stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
        length = stream.Length;
        this.watch = watch;
        self = GCHandle.Alloc(this);
    }

    /// <summary>SF_VIRTUAL_IO.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Callbacks
    {
        public delegate* unmanaged[Cdecl]<nint, long> GetLength;
        public delegate* unmanaged[Cdecl]<long, int, nint, long> Seek;
        public delegate* unmanaged[Cdecl]<byte*, long, nint, long> Read;
        public delegate* unmanaged[Cdecl]<byte*, long, nint, long> Write;
        public delegate* unmanaged[Cdecl]<nint, long> Tell;
    }

    public static Callbacks Table => new()
    {
        GetLength = &GetLength,
        Seek = &Seek,
        Read = &Read,
        Write = &Write,
        Tell = &Tell,
    };

    /// <summary>What the callbacks receive as their last argument.</summary>
    public nint Handle => GCHandle.ToIntPtr(self);

    /// <summary>An error of the file system, which the library could only report as the end of the file.</summary>
    public IOException? Error { get; private set; }

    public void Dispose()
    {
        stream.Dispose();
        if (self.IsAllocated)
        {
            self.Free();
        }
    }

    private static SndfileSource Of(nint handle) => (SndfileSource)GCHandle.FromIntPtr(handle).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long GetLength(nint handle) => Of(handle).length;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Tell(nint handle) => Of(handle).stream.Position;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Write(byte* bytes, long count, nint handle) => 0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Seek(long offset, int origin, nint handle)
    {
        var source = Of(handle);
        var start = origin switch { 0 => 0, 1 => source.stream.Position, _ => source.length };
        // Exceptions must not cross into native code; a place outside the file is the library's own kind of error.
        if (start + offset < 0)
        {
            return -1;
        }

        source.stream.Position = start + offset;
        return source.stream.Position;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Read(byte* bytes, long count, nint handle)
    {
        var source = Of(handle);
        if (count <= 0 || source.watch.IsOver)
        {
            return 0;
        }

        try
        {
            var length = (int)Math.Min(count, int.MaxValue);
            return source.stream.ReadAtLeast(new Span<byte>(bytes, length), length, throwOnEndOfStream: false);
        }
        catch (IOException error)
        {
            source.Error = error;
            return 0;
        }
    }
}
