using MusicCluster.Features;
using MusicCluster.Features.Songs;

namespace MusicCluster.Tests.Features.Songs;

/// <summary>
/// Songs of two known parts, 30 s of one track and then two minutes of another, and the track that each lies nearest to. The benchmark
/// <c>intro-and-body</c> compiles this file as well.
/// </summary>
/// <param name="clips">Mono tracks of 30 s.</param>
/// <param name="rate">Their sampling rate in Hz.</param>
internal sealed class IntroAndBody(IReadOnlyList<float[]> clips, int rate)
{
    private const int BodyRepeats = 4;
    private const int BlockLength = 16_384;

    private readonly Space heardWhole = new(new FeatureOptions { Duration = DurationLimit.Whole, Descriptors = [] }, clips, rate);
    private readonly Space heardStart = new(new FeatureOptions { Duration = 30, Descriptors = [] }, clips, rate);

    /// <summary>The tracks nearest to a song, heard whole and heard for 30 s.</summary>
    public (int Whole, int Start) Nearest(int intro, int body)
    {
        float[][] song = [clips[intro], .. Enumerable.Repeat(clips[body], BodyRepeats)];
        return (heardWhole.Nearest(song), heardStart.Nearest(song));
    }

    /// <summary>The tracks by their standardized mean MFCC.</summary>
    private sealed class Space
    {
        private readonly FeatureKernels kernels;
        private readonly int rate;
        private readonly List<float[]> tracks;
        private readonly float[] deviations;

        public Space(FeatureOptions options, IReadOnlyList<float[]> clips, int rate)
        {
            (kernels, this.rate) = (new FeatureKernels(options), rate);
            tracks = [.. clips.Select(clip => Mfcc([clip]))];
            deviations = [.. Enumerable.Range(0, tracks[0].Length).Select(k =>
            {
                var mean = tracks.Average(track => track[k]);
                return MathF.Sqrt(tracks.Average(track => (track[k] - mean) * (track[k] - mean)));
            })];
        }

        public int Nearest(float[][] song)
        {
            var own = Mfcc(song);
            return Enumerable.Range(0, tracks.Count).MinBy(i => own.Select((value, k) => Math.Pow((value - tracks[i][k]) / deviations[k], 2)).Sum());
        }

        private float[] Mfcc(float[][] parts)
        {
            var options = kernels.Options;
            var rows = new FeatureRows(kernels);
            ITrackSink analyzer = options.HearsWholeSongs ? new SongAnalyzer(kernels) : new ClipAnalyzer(kernels);
            analyzer.Start(rate, 1);
            var left = (long)Math.Min(int.MaxValue, options.HeardSeconds * rate);
            foreach (var block in parts.SelectMany(part => part.Chunk(BlockLength)))
            {
                analyzer.Take(block.AsSpan(0, (int)Math.Min(block.Length, left)));
                left -= Math.Min(block.Length, left);
            }

            return analyzer.Complete(rows) is { } fault ? throw new InvalidOperationException(fault) : rows.Mfcc;
        }
    }
}
