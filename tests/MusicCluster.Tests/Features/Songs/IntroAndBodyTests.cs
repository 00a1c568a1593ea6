using MusicCluster.Audio.Decoding;
using MusicCluster.Features;
using MusicCluster.Features.Songs;
using MusicCluster.Tests.Audio;
using Xunit;

namespace MusicCluster.Tests.Features.Songs;

/// <summary>
/// Songs of two known parts: 30 s of one track, then two minutes of another genre's. Heard whole they lie with their body, heard for
/// 30 s with their intro. The benchmark <c>intro-and-body</c> does the same with all pairs of the sample.
/// </summary>
public sealed class IntroAndBodyTests
{
    private const int Repeats = 4;

    [Fact]
    public void Songs_HeardWhole_LieWithTheirBody()
    {
        // Three tracks of each genre: the sample lists twenty of each.
        var clips = Enumerable.Range(0, 4).SelectMany(genre => new[] { 1, 7, 13 }.Select(track => (20 * genre) + track)).Select(Clip).ToList();
        var whole = new FeatureOptions { Duration = DurationLimit.Whole, Descriptors = [] };
        var start = whole with { Duration = 30 };
        var (bodies, intros, count) = (0, 0, 0);
        var (heardWhole, heardStart) = (Space.Of(whole, clips), Space.Of(start, clips));
        for (var intro = 0; intro < clips.Count; intro++)
        {
            var body = (intro + 4) % clips.Count;
            float[] song = [.. clips[intro].Samples, .. Enumerable.Repeat(clips[body].Samples, Repeats).SelectMany(samples => samples)];
            count++;
            bodies += heardWhole.Nearest(song) == body ? 1 : 0;
            intros += heardStart.Nearest(song) == intro ? 1 : 0;
        }

        Assert.True(bodies >= 0.9 * count, $"{bodies} of {count} whole songs lie with their body");
        Assert.Equal(count, intros);
    }

    private static (float[] Samples, int Rate) Clip(int number)
    {
        var clip = AudioDecoder.Decode(SampleClips.Clip(number), new AudioDecodeOptions(30), TestContext.Current.CancellationToken);
        return (clip.Samples.ToArray(), clip.SampleRate);
    }

    /// <summary>The tracks by their standardized mean MFCC.</summary>
    private sealed class Space(FeatureOptions options, int rate, IReadOnlyList<float[]> tracks, float[] deviations)
    {
        public static Space Of(FeatureOptions options, List<(float[] Samples, int Rate)> clips)
        {
            var tracks = clips.Select(clip => Mfcc(options, clip.Samples, clip.Rate)).ToList();
            var deviations = Enumerable.Range(0, tracks[0].Length).Select(k =>
            {
                var mean = tracks.Average(track => track[k]);
                return MathF.Sqrt(tracks.Average(track => (track[k] - mean) * (track[k] - mean)));
            }).ToArray();
            return new Space(options, clips[0].Rate, tracks, deviations);
        }

        public int Nearest(float[] song)
        {
            var own = Mfcc(options, song, rate);
            return Enumerable.Range(0, tracks.Count).MinBy(i => own.Select((value, k) => Math.Pow((value - tracks[i][k]) / deviations[k], 2)).Sum());
        }

        private static float[] Mfcc(FeatureOptions options, float[] samples, int rate)
        {
            var kernels = new FeatureKernels(options);
            var rows = new FeatureRows(kernels);
            var heard = samples.AsSpan(0, (int)Math.Min(samples.Length, options.HeardSeconds * rate)).ToArray();
            ITrackSink sink = options.HearsWholeSongs ? new SongAnalyzer(kernels) : new ClipAnalyzer(kernels);
            Assert.Null(TestSongs.Feed(sink, heard, rate, 16_384, rows));
            return rows.Mfcc;
        }
    }
}
