using MusicCluster.Audio.Decoding;
using MusicCluster.Pipeline;

namespace MusicCluster.Robustness.Hostile;

/// <summary>MP3, WAV, FLAC, OGG, Opus and AIFF that were cut, flipped and lied about.</summary>
internal static class HostileAudio
{
    private static readonly Lazy<byte[][]> Sources = new(() =>
    {
        var root = Workspace.Find(AppContext.BaseDirectory).Root;
        var golden = Path.Combine(root, "tests", "MusicCluster.Tests", "Golden");
        return
        [
            .. Directory.EnumerateFiles(golden, "*.*", SearchOption.AllDirectories)
                .Where(path => Path.GetExtension(path) is ".mp3" or ".wav" or ".flac" or ".ogg" or ".opus" or ".aiff")
                .Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
            File.ReadAllBytes(Path.Combine(Chain.SamplePath, "audio", "000", "000001.mp3"))[..60_000],
        ];
    });

    private static readonly string[] Endings = [".mp3", ".wav", ".flac", ".ogg", ".opus", ".aiff"];

    public static void Run(Random random, string folder)
    {
        var source = Sources.Value[random.Next(Sources.Value.Length)];
        var bytes = random.Next(20) == 0 ? Mutation.RandomBytes(random, random.Next(5_000)) : Mutation.Of(source, random);
        var path = Path.Combine(folder, "case" + Endings[random.Next(Endings.Length)]);
        File.WriteAllBytes(path, bytes);
        AudioHeader.Read(path, CancellationToken.None);
        AudioDecoder.Decode(path, new AudioDecodeOptions(TimeLimitSeconds: 10));
    }
}
