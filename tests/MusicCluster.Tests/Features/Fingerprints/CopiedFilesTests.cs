using System.Diagnostics;
using MusicCluster.Corpus;
using MusicCluster.Evaluation.Duplicates;
using MusicCluster.Features;
using MusicCluster.Features.Fingerprints;
using MusicCluster.Tests.Audio;
using Xunit;

namespace MusicCluster.Tests.Features.Fingerprints;

/// <summary>Files made from the sample by ffmpeg: encoded again, shifted, trimmed.</summary>
public sealed class CopiedFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>No two of the sample's clips are copies.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void Sample_HasNoDuplicates() => Assert.Empty(Find([.. SampleClips.Tracks(Numbers())]));

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("mp3", "-b:a 64k")]
    [InlineData("mp3", "-b:a 320k")]
    [InlineData("ogg", "-c:a libvorbis -q:a 3")]
    [InlineData("mp3", "-af adelay=5000:all=1 -b:a 128k")]
    [InlineData("mp3", "-ss 5 -b:a 128k")]
    [InlineData("mp3", "-ss 8.21 -t 12 -b:a 128k")]
    public void Copies_OfEveryTenthClip_AreFound(string extension, string arguments)
    {
        var clips = SampleClips.Tracks(Numbers().Where(number => number % 10 == 5)).ToArray();
        var copies = clips.Select(clip => new Track($"{clip.Id}-copy", Copy(clip, extension, arguments))).ToArray();
        var rows = Find([.. clips, .. copies]);
        Assert.Equal(clips.Select(clip => ($"{clip.Id}-copy", clip.Id)), rows.Select(row => (row.TrackId, row.DuplicateOf)));
        Assert.All(rows, row => Assert.InRange(row.BitError, 0, 0.2));
    }

    private static IEnumerable<int> Numbers() => Directory.EnumerateFiles(Path.Combine(SampleClips.Root, "audio", "000"), "*.mp3")
        .Select(path => int.Parse(Path.GetFileNameWithoutExtension(path), System.Globalization.CultureInfo.InvariantCulture)).Order();

    private string Copy(Track clip, string extension, string arguments)
    {
        var path = folder[$"{clip.Id}.{extension}"];
        try
        {
            using var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-nostdin", "-y", "-i", clip.AudioPath, .. arguments.Split(' '), path]);
            ffmpeg.WaitForExit();
            Assert.Equal(0, ffmpeg.ExitCode);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("ffmpeg is not installed.");
        }

        return path;
    }

    private IReadOnlyList<DuplicateRow> Find(Track[] tracks)
    {
        var options = new FeatureOptions();
        var result = FeatureExtraction.Run(tracks, options, folder["features"], 2, null, TestContext.Current.CancellationToken);
        var (step, words) = FingerprintFile.Read(folder["features"]);
        return DuplicateSearch.Find(
            [.. result.Kept.Zip(words, (kept, own) => new FingerprintedTrack(kept.Track.Id, "", own))], new DuplicateOptions(step));
    }
}
