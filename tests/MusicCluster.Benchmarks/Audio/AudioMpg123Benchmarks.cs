using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using MusicCluster.Audio.Decoding;

namespace MusicCluster.Benchmarks.Audio;

/// <summary>What was tried in place of libsndfile: libmpg123 called directly, at the full rate and with its half-rate synthesis.</summary>
[Config(typeof(WholeRunConfig))]
[MinColumn]
public partial class AudioMpg123Benchmarks
{
    private const string Library = "libmpg123.so.0";
    private const int FlagsParameter = 1;
    private const int DownSampleParameter = 4;
    private const int ForceFloat = 0x400;
    private const int MonoMix = 0x4;
    private const int Quiet = 0x20;
    private readonly SampleBuffer buffer = new();
    private readonly byte[] block = new byte[1 << 16];

    [Benchmark(Baseline = true)]
    public int Sndfile()
    {
        var count = 0;
        foreach (var track in SampleClips.Tracks)
        {
            AudioDecoder.Decode(track.AudioPath, new AudioDecodeOptions(MaximumSeconds: 30), buffer);
            count += buffer.Count;
        }

        return count;
    }

    [Benchmark]
    public long Mpg123() => SampleClips.Tracks.Sum(track => Decode(track.AudioPath, 0));

    [Benchmark]
    public long Mpg123HalfRate() => SampleClips.Tracks.Sum(track => Decode(track.AudioPath, 1));

    private long Decode(string path, int downSample)
    {
        var handle = Initialize() == 0 ? New(null, out _) : 0;
        if (handle == 0
            || Parameter(handle, FlagsParameter, ForceFloat | MonoMix | Quiet, 0) != 0
            || Parameter(handle, DownSampleParameter, downSample, 0) != 0
            || Open(handle, path) != 0)
        {
            throw new InvalidOperationException($"libmpg123 does not open '{path}'.");
        }

        long total = 0;
        // −11 announces the format before the first samples; the end is −12.
        while (Read(handle, block, (nuint)block.Length, out var done) is 0 or -11 || done > 0)
        {
            total += (long)done / sizeof(float);
        }

        _ = Close(handle);
        Delete(handle);
        return total;
    }

    [LibraryImport(Library, EntryPoint = "mpg123_init")]
    private static partial int Initialize();

    [LibraryImport(Library, EntryPoint = "mpg123_new", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint New(string? decoder, out int error);

    [LibraryImport(Library, EntryPoint = "mpg123_param")]
    private static partial int Parameter(nint handle, int type, nint value, double real);

    [LibraryImport(Library, EntryPoint = "mpg123_open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(nint handle, string path);

    [LibraryImport(Library, EntryPoint = "mpg123_read")]
    private static partial int Read(nint handle, byte[] output, nuint length, out nuint done);

    [LibraryImport(Library, EntryPoint = "mpg123_close")]
    private static partial int Close(nint handle);

    [LibraryImport(Library, EntryPoint = "mpg123_delete")]
    private static partial void Delete(nint handle);
}
