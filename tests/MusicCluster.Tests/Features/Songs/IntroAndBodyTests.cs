using MusicCluster.Audio.Decoding;
using MusicCluster.Tests.Audio;
using Xunit;

namespace MusicCluster.Tests.Features.Songs;

/// <summary>Heard whole, songs lie with their body; heard for 30 s, with their intro, which is of another genre.</summary>
public sealed class IntroAndBodyTests
{
    [Fact]
    public void Songs_HeardWhole_LieWithTheirBody()
    {
        // Three tracks of each genre: the sample lists twenty of each.
        var clips = Enumerable.Range(0, 4).SelectMany(genre => new[] { 1, 7, 13 }.Select(track => Clip((20 * genre) + track))).ToList();
        var songs = new IntroAndBody([.. clips.Select(clip => clip.Samples.ToArray())], clips[0].SampleRate);
        var (bodies, intros) = (0, 0);
        for (var intro = 0; intro < clips.Count; intro++)
        {
            var body = (intro + 4) % clips.Count;
            var (whole, start) = songs.Nearest(intro, body);
            bodies += whole == body ? 1 : 0;
            intros += start == intro ? 1 : 0;
        }

        Assert.True(bodies >= 0.9 * clips.Count, $"{bodies} of {clips.Count} whole songs lie with their body");
        Assert.Equal(clips.Count, intros);
    }

    private static AudioClip Clip(int number) =>
        AudioDecoder.Decode(SampleClips.Clip(number), new AudioDecodeOptions(30), TestContext.Current.CancellationToken);
}
