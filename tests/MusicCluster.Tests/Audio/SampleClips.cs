using MusicCluster.Corpus;

namespace MusicCluster.Tests.Audio;

/// <summary>The embedded corpus: the repository's <c>data/sample</c>, found from the test assembly upwards.</summary>
internal static class SampleClips
{
    public static string Root { get; } = Find();

    /// <summary>Path of a clip, by its number.</summary>
    public static string Clip(int number) => Path.Combine(Root, "audio", "000", $"{number:D6}.mp3");

    public static Track[] Tracks(params IEnumerable<int> numbers) =>
        [.. numbers.Select(number => new Track($"{number:D6}", Clip(number)))];

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var sample = Path.Combine(folder.FullName, "data", "sample");
            if (Directory.Exists(sample))
            {
                return sample;
            }
        }

        throw new DirectoryNotFoundException($"data/sample is not above '{AppContext.BaseDirectory}'.");
    }
}
