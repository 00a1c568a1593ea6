namespace MusicCluster.Tests;

/// <summary>A folder of music as people have it: a few clips of the sample in folders named by genre, and a file that is no audio.</summary>
internal sealed class SampleFolder : IDisposable
{
    private static readonly (string Genre, int Clip)[] Clips =
        [("Ambient", 1), ("Ambient", 2), ("Ambient", 3), ("Drone", 4), ("Drone", 5), ("Drone", 6), ("Noise", 7), ("Noise", 8)];

    private readonly TemporaryFolder folder = new();

    public SampleFolder()
    {
        foreach (var (genre, clip) in Clips)
        {
            Id3.Write(Music($"{genre}/{clip}.mp3"), clip, ("TIT2", $"Title {clip}"), ("TCON", "Tagged"));
        }

        File.WriteAllText(Music(BrokenId), "not audio");
    }

    public const string BrokenId = "broken.mp3";

    public string Path => folder["music"];

    /// <summary>For what is to be found again.</summary>
    public string Cache => folder["cache"];

    /// <summary>Absolute path of a file of the music.</summary>
    public string Music(string id) => System.IO.Path.Combine(Path, id);

    public void Dispose() => folder.Dispose();
}
