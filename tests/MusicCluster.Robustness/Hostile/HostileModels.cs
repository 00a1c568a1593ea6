using MusicCluster.Lyrics.Whisper;
using MusicCluster.Tests.Lyrics.Whisper;

namespace MusicCluster.Robustness.Hostile;

/// <summary>Whisper models with absurd lengths in their head, vocabulary and tensors, cut off or with more behind the end.</summary>
internal static class HostileModels
{
    private static readonly Lazy<byte[]> Source = new(() =>
    {
        var path = Path.Combine(Path.GetTempPath(), $"mc-tiny-{Environment.ProcessId}.bin");
        try
        {
            return File.ReadAllBytes(TinyModel.Write(path));
        }
        finally
        {
            File.Delete(path);
        }
    });

    /// <summary>What the check lets through must not end the process either: it is loaded, and hears a second.</summary>
    private static readonly Lazy<WhisperLibrary> Library = new(() => WhisperLibrary.Load(new WhisperOptions(), new WhisperPlaces("/", Path.GetTempPath())));

    private static readonly float[] Sound = [.. Enumerable.Range(0, Transcriber.SampleRate).Select(i => 0.1f * MathF.Sin(0.05f * i))];

    /// <summary>A model that is as it should be.</summary>
    public static byte[] Good => Source.Value;

    public static void Run(Random random, string folder)
    {
        var bytes = Source.Value.ToArray();
        // Every number of the format is four bytes wide; most of the harm is in the first few hundred bytes and in tensors' heads.
        for (var lies = random.Next(1, 4); lies > 0; lies--)
        {
            var place = 4 * random.Next(random.Next(3) > 0 ? 100 : bytes.Length / 4);
            BitConverter.GetBytes((int)Mutation.Interesting(random)).CopyTo(bytes, place);
        }

        bytes = random.Next(4) switch
        {
            0 => bytes[..random.Next(bytes.Length)],
            1 => [.. bytes, .. Mutation.RandomBytes(random, random.Next(100))],
            _ => bytes,
        };
        var path = Path.Combine(folder, "case.bin");
        File.WriteAllBytes(path, bytes);
        using var transcriber = new Transcriber(Library.Value, path, new WhisperOptions { Windows = 1, TemperatureStep = 0 });
        transcriber.TranscribeAsync(Sound, _ => true, 1, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }
}
