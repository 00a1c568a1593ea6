using System.Diagnostics;
using System.Globalization;
using MusicCluster.Corpus;
using MusicCluster.Evaluation.Duplicates;
using MusicCluster.Features;
using MusicCluster.Features.Fingerprints;
using MusicCluster.Features.Spectra;
using MusicCluster.Numerics.Random;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Benchmarks.Audio;

/// <summary>Finding copies: what it costs among 10,000 songs, and how far the copies in a folder are from the sample's clips.</summary>
internal static class DuplicatesTable
{
    private const int SongCount = 10_000;
    private const int CopyCount = 100;
    private const double SongSeconds = 240;
    private const ulong Seed = 1;

    private static readonly FeatureOptions Options = new();
    private static readonly FeatureKernels Kernels = new(Options);

    /// <summary>10,000 songs of four minutes, a hundred of them copies that begin elsewhere, every tenth bit flipped.</summary>
    public static void Run()
    {
        var tracks = Songs();
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = Stopwatch.GetTimestamp();
        var rows = DuplicateSearch.Find(tracks, new DuplicateOptions(FingerprintMeter.StepSeconds(Options)));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var found = rows.Count(row => row.TrackId == $"{row.DuplicateOf}-copy");
        Console.WriteLine("| songs | words | seconds | fingerprints, MB | peak of the process, MB | copies found | others |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        Print($"| {tracks.Count} | {tracks.Sum(track => (long)track.Words.Length)} | {seconds:0.0} | {before / 1e6:0} ");
        Print($"| {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} | {found} of {CopyCount} | {rows.Count - found} |\n");
    }

    /// <summary>
    /// Bit errors of the copies in a folder, named <c>clip.kind.extension</c>, and of different clips at the offset at which they agree most.
    /// </summary>
    public static void RunCopies(string folder)
    {
        var clips = Heard(SampleClips.Tracks);
        var copies = Heard([.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
            .Select(path => new Track(Path.GetFileNameWithoutExtension(path), path))]);
        var options = new DuplicateOptions(FingerprintMeter.StepSeconds(Options));
        Console.WriteLine("| copies | found | largest bit error | median |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        var byId = clips.ToDictionary(clip => clip.Id);
        foreach (var kind in copies.GroupBy(copy => copy.Id.Split('.')[1]))
        {
            List<FingerprintedTrack> own = [.. kind];
            List<FingerprintedTrack> all = [.. clips, .. own];
            var rows = DuplicateSearch.Find(all, options);
            var found = rows.Where(row => row.TrackId.StartsWith(row.DuplicateOf + ".", StringComparison.Ordinal))
                .Select(row => row.TrackId).ToHashSet();
            double[] errors = [.. own.Select(copy => BestAnywhere(byId[copy.Id.Split('.')[0]].Words, copy.Words, options).BitError).Order()];
            Print($"| {kind.Key} | {found.Count} of {own.Count}, {rows.Count - found.Count} wrong ");
            Print($"| {errors[^1]:0.000} | {errors[errors.Length / 2]:0.000} |\n");
            foreach (var lost in own.Where(copy => !found.Contains(copy.Id)))
            {
                Print($"lost {lost.Id}: {BestAnywhere(byId[lost.Id.Split('.')[0]].Words, lost.Words, options)}\n");
            }
        }

        var others = clips.Index()
            .SelectMany(a => clips.Take(a.Index).Select(b => (a.Item, b, Match: BestAnywhere(b.Words, a.Item.Words, options))))
            .OrderBy(item => item.Match.BitError).ToList();
        Print($"\n{others.Count} pairs of different clips, at the offset with the smallest bit error of at least {options.LeastSeconds} s and half a clip: ");
        Print($"smallest {others[0].Match.BitError:0.000} ({others[0].b.Id}, {others[0].Item.Id}), ");
        Print($"thousandth {others[others.Count / 1000].Match.BitError:0.000}, median {others[others.Count / 2].Match.BitError:0.000}\n");
        Print($"undefined words: {clips.Average(clip => clip.Words.Count(word => word == 0) / (double)clip.Words.Length):0.000}\n");
    }

    private static FingerprintMatch BestAnywhere(uint[] first, uint[] second, DuplicateOptions options)
    {
        var least = Math.Max(options.LeastSeconds / options.StepSeconds, options.LeastShare * Math.Min(first.Length, second.Length));
        return Enumerable.Range(-second.Length, first.Length + second.Length).Select(offset => FingerprintMatch.Of(first, second, offset))
            .Where(match => match.Words >= least).DefaultIfEmpty().MinBy(match => match.BitError);
    }

    private static List<FingerprintedTrack> Heard(IReadOnlyList<Track> tracks)
    {
        var folder = Directory.CreateTempSubdirectory("musiccluster-duplicates-").FullName;
        var result = FeatureExtraction.Run(tracks, Options, folder, 2, null, CancellationToken.None);
        var words = FingerprintFile.Read(folder).Tracks;
        Directory.Delete(folder, recursive: true);
        return [.. result.Kept.Zip(words, (kept, own) => new FingerprintedTrack(kept.Track.Id, "", own))];
    }

    private static List<FingerprintedTrack> Songs()
    {
        var songs = new FingerprintedTrack[SongCount - CopyCount];
        Parallel.For(0, songs.Length, i => songs[i] = new FingerprintedTrack($"{i:D5}", "", Song((ulong)i)));
        var random = new RandomSource(Seed);
        return [.. songs, .. songs.Take(CopyCount).Select(song => new FingerprintedTrack($"{song.Id}-copy", "", Copy(song.Words, random)))];
    }

    private static uint[] Copy(uint[] words, RandomSource random) =>
        [.. words.Skip(54).Select(word => Enumerable.Range(0, FingerprintMeter.BitCount)
            .Aggregate(word, (flipped, bit) => random.NextDouble() < 0.1 ? flipped ^ (1u << bit) : flipped))];

    // Noise whose color changes from frame to frame: windows that overlap make words as like their neighbors as those of music are.
    private static uint[] Song(ulong seed)
    {
        var random = new RandomSource(seed);
        var meter = new FingerprintMeter(Kernels);
        meter.Start();
        var power = new float[Kernels.Plan.BinCount * LaneWidth.Count];
        var frameCount = (int)(SongSeconds * Options.SampleRate / Options.HopLength);
        for (var frame = 0; frame < frameCount; frame += LaneWidth.Count)
        {
            for (var i = 0; i < power.Length; i++)
            {
                // A step is four frames: what differs within it is added up anyway.
                power[i] = i % LaneWidth.Count % 4 == 0 ? (float)random.NextDouble() : power[i - 1];
            }

            meter.Take(new SpectrumBlock(power, frame, Math.Min(LaneWidth.Count, frameCount - frame)));
        }

        return meter.Complete();
    }

    private static void Print(FormattableString text) => Console.Write(text.ToString(CultureInfo.InvariantCulture));
}
