using MusicCluster.Tests.Audio;

namespace MusicCluster.Tests.Cli;

/// <summary>Clips that no decoder can make features of.</summary>
internal static class BadClips
{
    /// <summary>Adds a corrupt, an empty, a zero-length, a half-second and a missing clip.</summary>
    public static void Add(SmallRun run)
    {
        Directory.CreateDirectory(Path.Combine(run.Corpus, "bad"));
        var noise = new byte[20_000];
        new Random(1).NextBytes(noise);
        Add("corrupt", "mp3", path => File.WriteAllBytes(path, noise));
        Add("empty", "mp3", path => File.WriteAllBytes(path, []));
        Add("no-audio", "wav", path => WavFile.Write(path, []));
        Add("short", "wav", path => WavFile.Write(path, [.. Enumerable.Range(0, 11025).Select(i => MathF.Sin(i * 0.1f))]));
        Add("missing", "mp3", _ => { });

        void Add(string id, string ending, Action<string> write)
        {
            write(Path.Combine(run.Corpus, "bad", $"{id}.{ending}"));
            run.AddTrack(id, "Metal", $"bad/{id}.{ending}");
        }
    }
}
