using MusicCluster.Audio.Decoding;
using MusicCluster.Pipeline;

namespace MusicCluster.Robustness.Hostile;

/// <summary>MP3, WAV, FLAC, OGG, Opus and AIFF that were cut, flipped and lied about, for every decoder.</summary>
internal static class HostileAudio
{
    private static readonly string[] Endings = [".mp3", ".wav", ".flac", ".ogg", ".opus", ".aiff"];

    private static readonly Lazy<(string Ending, byte[] Bytes)[]> Sources = new(() =>
    {
        var root = Workspace.Find(AppContext.BaseDirectory).Root;
        var golden = Path.Combine(root, "tests", "MusicCluster.Tests", "Golden");
        return
        [
            .. Directory.EnumerateFiles(golden, "*.*", SearchOption.AllDirectories)
                .Where(path => Endings.Contains(Path.GetExtension(path)))
                .Order(StringComparer.Ordinal).Select(path => (Path.GetExtension(path), File.ReadAllBytes(path))),
            (".mp3", File.ReadAllBytes(Path.Combine(Chain.SamplePath, "audio", "000", "000001.mp3"))[..60_000]),
        ];
    });

    /// <summary>Files of all kinds, under all names, as a run reads them.</summary>
    public static void Run(Random random, string folder) => Run(random, folder, AudioBackend.Auto, Endings);

    /// <summary>Files of some kinds for one decoder.</summary>
    public static Action<Random, string> For(AudioBackend decoder, params string[] endings) => (random, folder) => Run(random, folder, decoder, endings);

    private static void Run(Random random, string folder, AudioBackend decoder, string[] endings)
    {
        var sources = Sources.Value.Where(source => endings.Contains(source.Ending)).ToArray();
        var source = sources[random.Next(sources.Length)].Bytes;
        var bytes = random.Next(20) == 0 ? Mutation.RandomBytes(random, random.Next(5_000)) : Mutation.Of(source, random);
        switch (random.Next(3))
        {
            case 0:
                OggSeal.Seal(bytes);
                break;
            case 1:
                // Headers left whole, so that the codec itself is reached.
                bytes = [.. source];
                for (var flips = random.Next(1, 100); flips > 0; flips--)
                {
                    bytes[random.Next(bytes.Length / 2, bytes.Length)] = (byte)random.Next(256);
                }

                OggSeal.Seal(bytes);
                break;
        }

        var path = Path.Combine(folder, "case" + endings[random.Next(endings.Length)]);
        File.WriteAllBytes(path, bytes);
        AudioHeader.Read(path, CancellationToken.None);
        AudioDecoder.Decode(path, new AudioDecodeOptions(TimeLimitSeconds: 10, Backend: decoder));
    }
}
