using MusicCluster.Audio.Decoding;
using MusicCluster.Audio.Resampling;
using MusicCluster.Corpus;

namespace MusicCluster.Benchmarks.Audio;

/// <summary>The 80 clips of the embedded corpus: 30 s each, MP3, mono, 44.1 kHz.</summary>
internal static class SampleClips
{
    /// <summary>The folder of the corpus.</summary>
    public static string Root { get; } = Find();

    public static Track[] Tracks { get; } =
        [.. Directory.GetFiles(Path.Combine(Root, "audio", "000"), "*.mp3").Order(StringComparer.Ordinal)
            .Select(path => new Track(Path.GetFileNameWithoutExtension(path), path))];

    /// <summary>30 s of the first clip at its own rate.</summary>
    public static float[] At44100() =>
        AudioDecoder.Decode(Tracks[0].AudioPath, new AudioDecodeOptions(MaximumSeconds: 30)).Samples.ToArray();

    /// <summary>30 s of the first clip at 22,050 Hz: 661,500 samples.</summary>
    public static float[] At22050() => Resampler.Resample(At44100(), 44100, 22050);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var sample = Path.Combine(folder.FullName, "data", "sample");
            if (Directory.Exists(Path.Combine(sample, "audio")))
            {
                return sample;
            }
        }

        throw new DirectoryNotFoundException($"data/sample is not above '{AppContext.BaseDirectory}'.");
    }
}
