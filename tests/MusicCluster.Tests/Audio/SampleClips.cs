using MusicCluster.Corpus;

namespace MusicCluster.Tests.Audio;

/// <summary>The embedded corpus: the repository's <c>data/sample</c>.</summary>
internal static class SampleClips
{
    public static string Root => Repository.Sample;

    /// <summary>Path of a clip, by its number.</summary>
    public static string Clip(int number) => Path.Combine(Root, "audio", "000", $"{number:D6}.mp3");

    public static Track[] Tracks(params IEnumerable<int> numbers) =>
        [.. numbers.Select(number => new Track($"{number:D6}", Clip(number)))];
}
