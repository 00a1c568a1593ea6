using System.Runtime.InteropServices;

namespace MusicCluster.Audio.Decoding.Native;

/// <summary>The part of libsndfile's C API that decoding needs.</summary>
internal static unsafe partial class Sndfile
{
    /// <summary>MP3 is read from this version on.</summary>
    public static readonly Version MinimumVersion = new(1, 1);

    private const string Library = "libsndfile.so.1";
    private const int ReadMode = 0x10;

    /// <summary>The version found, null when the library is missing.</summary>
    public static readonly Version? FoundVersion = FindVersion();

    public static bool IsUsable => FoundVersion >= MinimumVersion;

    /// <summary>SF_INFO.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Info
    {
        public long FrameCount;
        public int SampleRate;
        public int ChannelCount;
        public int Format;
        public int SectionCount;
        public int IsSeekable;

        /// <summary>SF_FORMAT_OGG.</summary>
        public readonly bool IsOgg => (Format & 0x0FFF_0000) == 0x0020_0000;
    }

    /// <summary>SF_STR_….</summary>
    public enum Tag
    {
        Title = 1,
        Artist = 4,
        Date = 6,
        Genre = 16,
    }

    /// <summary>Opens what a source gives; the table and the source must outlive the handle.</summary>
    public static SndfileHandle Open(in SndfileSource.Callbacks table, SndfileSource source, ref Info info) =>
        Open(in table, ReadMode, ref info, source.Handle);

    /// <summary>Reads frames; fewer than asked for at the end of the file or at an error.</summary>
    public static long Read(SndfileHandle file, Span<float> interleaved, int channelCount)
    {
        fixed (float* buffer = interleaved)
        {
            return Read(file, buffer, interleaved.Length / channelCount);
        }
    }

    /// <summary>What the file says of itself, empty where it says nothing.</summary>
    public static string Text(SndfileHandle file, Tag tag) => Marshal.PtrToStringUTF8(GetString(file, tag)) ?? "";

    /// <summary>The library's own words for the last error of a file, or of the last open where that failed.</summary>
    public static string Reason(SndfileHandle? file)
    {
        var text = file is null or { IsInvalid: true } ? LastError(0) : ErrorOf(file);
        return (Marshal.PtrToStringUTF8(text) ?? "unknown error").ReplaceLineEndings(" ").Trim().TrimEnd('.');
    }

    /// <summary>Whether the last call on a file failed.</summary>
    public static bool HasFailed(SndfileHandle file) => ErrorCode(file) != 0;

    [LibraryImport(Library, EntryPoint = "sf_close")]
    public static partial int Close(nint file);

    [LibraryImport(Library, EntryPoint = "sf_open_virtual")]
    private static partial SndfileHandle Open(in SndfileSource.Callbacks table, int mode, ref Info info, nint source);

    [LibraryImport(Library, EntryPoint = "sf_readf_float")]
    private static partial long Read(SndfileHandle file, float* buffer, long frameCount);

    [LibraryImport(Library, EntryPoint = "sf_get_string")]
    private static partial nint GetString(SndfileHandle file, Tag tag);

    [LibraryImport(Library, EntryPoint = "sf_error")]
    private static partial int ErrorCode(SndfileHandle file);

    [LibraryImport(Library, EntryPoint = "sf_strerror")]
    private static partial nint ErrorOf(SndfileHandle file);

    [LibraryImport(Library, EntryPoint = "sf_strerror")]
    private static partial nint LastError(nint none);

    [LibraryImport(Library, EntryPoint = "sf_version_string")]
    private static partial nint VersionText();

    private static Version? FindVersion()
    {
        if (HiddenPrograms.Contains("libsndfile"))
        {
            return null;
        }

        try
        {
            // "libsndfile-1.2.0", sometimes with a suffix such as "-exp".
            var parts = (Marshal.PtrToStringUTF8(VersionText()) ?? "").Split('-');
            return parts.Length > 1 && Version.TryParse(parts[1], out var version) ? version : new Version(0, 0);
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return null;
        }
    }
}
