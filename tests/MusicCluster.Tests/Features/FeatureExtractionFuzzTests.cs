using System.Diagnostics;
using MusicCluster.Corpus;
using MusicCluster.Features;
using MusicCluster.Numerics.Npy;
using MusicCluster.Numerics.Random;
using MusicCluster.Tests.Audio;
using Xunit;

namespace MusicCluster.Tests.Features;

/// <summary>Truncated, bit-flipped, spliced and mislabeled files through the stage, all in one process.</summary>
public sealed class FeatureExtractionFuzzTests : IDisposable
{
    private const int VariantCount = 2400;
    private static readonly string[] Extensions = [".mp3", ".wav", ".flac", ".ogg", ".m4a", ""];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public void Run_HostileFiles_AreFiniteRowsOrFailures()
    {
        var seeds = Seeds().ToArray();
        var tracks = new List<Track>();
        for (var i = 0; i < VariantCount; i++)
        {
            var random = new SeedSequence(20).Derive($"variant {i}").CreateSource();
            var bytes = Mutate(seeds[i % seeds.Length], seeds, random);
            var name = $"{i:D4}{Extensions[random.NextInt(Extensions.Length)]}";
            File.WriteAllBytes(folder[name], bytes);
            tracks.Add(new Track($"{i:D4}", folder[name]));
        }

        var clock = Stopwatch.StartNew();
        var options = new FeatureOptions(MinimumDuration: 0, Extended: true, Crops: 2, TimeLimitSeconds: 10) { Duration = 6 };
        var result = FeatureExtraction.Run(tracks, options, folder["out"], 2, null, TestContext.Current.CancellationToken);

        Assert.Equal(VariantCount, result.Kept.Count + result.Failures.Count);
        Assert.Equal(
            tracks.Select(track => track.Id), result.Kept.Select(kept => kept.Track.Id).Concat(result.Failures.Select(failure => failure.TrackId)).Order());
        // Both kinds must occur, or the mutations are too weak or too strong to test anything.
        Assert.InRange(result.Failures.Count, VariantCount / 20, VariantCount * 19 / 20);
        Assert.All(result.Failures, failure => Assert.Matches(@"^'[^']+'( \(\d+ bytes\))?: .+\.", failure.Reason));
        Assert.All(result.Failures, failure => Assert.DoesNotContain('\n', failure.Reason));
        foreach (var file in new[] { "mfcc.npy", "logmel.npy", "extended.npy", "statistics.npy", "crops.logmel.npy" })
        {
            using var array = NpyFile.Open(folder["out/" + file]);
            Assert.Equal(result.Kept.Count, array.RowCount);
            for (var row = 0; row < array.RowCount; row++)
            {
                Assert.True(array.Row(row).IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) < 0, $"{file}: {result.Kept[row].Track.AudioPath}");
            }
        }

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 300);
    }

    // Small files, so that mutations hit headers often: the golden MP3s and other formats, two real clips' starts, and float and integer WAVs.
    private IEnumerable<byte[]> Seeds()
    {
        foreach (var path in Directory.GetFiles(Golden.Path("mp3"), "*.mp3").Concat(Directory.GetFiles(Golden.Path("formats"))).Order(StringComparer.Ordinal))
        {
            yield return File.ReadAllBytes(path);
        }

        yield return File.ReadAllBytes(SampleClips.Clip(1))[..40_000];
        yield return File.ReadAllBytes(SampleClips.Clip(63))[..60_000];
        yield return File.ReadAllBytes(Golden.Path("signal_2s_22050_mono_s16.wav"));
        WavFile.Write(folder["stereo.wav"], TestSpectra.Noise(20_000), 44100, 2);
        yield return File.ReadAllBytes(folder["stereo.wav"]);
    }

    private static byte[] Mutate(byte[] seed, byte[][] others, RandomSource random)
    {
        var bytes = (byte[])seed.Clone();
        switch (random.NextInt(6))
        {
            case 0:
                return bytes[..random.NextInt(bytes.Length)];
            case 1:
                for (var i = 1 + random.NextInt(64); i > 0; i--)
                {
                    bytes[random.NextInt(bytes.Length)] ^= (byte)(1 << random.NextInt(8));
                }

                return bytes;
            case 2:
                // Headers decide how much is allocated and how long is read.
                for (var i = 1 + random.NextInt(8); i > 0; i--)
                {
                    bytes[random.NextInt(Math.Min(64, bytes.Length))] = (byte)random.NextInt(256);
                }

                return bytes;
            case 3:
                var start = random.NextInt(bytes.Length);
                var length = random.NextInt(Math.Min(4096, bytes.Length - start));
                Fill(bytes.AsSpan(start, length), random);
                return bytes;
            case 4:
                var other = others[random.NextInt(others.Length)];
                return [.. bytes[..random.NextInt(bytes.Length)], .. other[random.NextInt(other.Length)..]];
            default:
                Fill(bytes.AsSpan(random.NextInt(bytes.Length)), random);
                return bytes;
        }
    }

    private static void Fill(Span<byte> bytes, RandomSource random)
    {
        foreach (ref var value in bytes)
        {
            value = (byte)random.NextInt(256);
        }
    }
}
