using System.Diagnostics;
using System.Globalization;
using MusicCluster.Corpus;
using MusicCluster.Corpus.Fma;
using MusicCluster.Foundation;
using MusicCluster.Lyrics.Whisper;
using MusicCluster.Models.Torch;
using MusicCluster.Numerics.Npy;
using MusicCluster.Robustness.Hostile;
using Trace = SharpFuzz.Common.Trace;

namespace MusicCluster.Robustness;

/// <summary>A parser, with one input that it accepts.</summary>
/// <param name="FileName">What the file is called, where that matters.</param>
/// <param name="Seed">Writes a good file.</param>
/// <param name="Parse">Reads it.</param>
internal sealed record FuzzTarget(string FileName, Func<byte[]> Seed, Action<string> Parse);

/// <summary>The search itself, in the instrumented copy.</summary>
internal static unsafe class FuzzWorker
{
    private const int MapSize = 1 << 16;
    private const int MostShrunk = 4_000;

    public static IReadOnlyDictionary<string, FuzzTarget> Targets { get; } = new Dictionary<string, FuzzTarget>
    {
        ["npy"] = new("a.npy", SmallArray, path =>
        {
            using (var file = NpyFile.Open(path))
            {
                for (long row = 0; row < Math.Min(file.RowCount, 10); row++)
                {
                    file.Row(row);
                }
            }

            NpyFile.ReadMatrix(path);
        }),
        ["safetensors"] = new("a.safetensors", HostileWeights.Good, path => SafetensorsFile.Read(path)),
        ["ggml"] = new("a.bin", () => HostileModels.Good, path => WhisperModelFile.Check(path)),
        ["fma-tracks"] = new("tracks.csv", () => System.Text.Encoding.UTF8.GetBytes(HostileTables.Fma), path => FmaTracksFile.Read(path)),
        ["tracks"] = new("tracks.csv", () => System.Text.Encoding.UTF8.GetBytes(HostileTables.Tracks), path => FolderCorpus.Read(Path.GetDirectoryName(path)!)),
    };

    private static byte[] SmallArray()
    {
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }".PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. System.Text.Encoding.ASCII.GetBytes(header), .. new byte[24]];
    }

    public static int Run(string name, int seconds, string corpusFolder)
    {
        var target = Targets[name];
        var map = new byte[MapSize];
        var seen = new byte[MapSize];
        var work = Directory.CreateTempSubdirectory("mc-fuzz-case-").FullName;
        var path = Path.Combine(work, target.FileName);
        fixed (byte* shared = map)
        {
            Trace.SharedMem = shared;
            List<byte[]> corpus = [target.Seed(), .. Directory.GetFiles(corpusFolder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
            corpus.ForEach(input => IsNew(Execute(target, path, input, map).Map, seen));
            var (random, clock, count, slowest) = (new Random(1), Stopwatch.StartNew(), 0L, 0.0);
            while (clock.Elapsed.TotalSeconds < seconds)
            {
                // What was found last is the most promising, but nothing is forgotten.
                var parent = corpus[random.Next(3) == 0 ? random.Next(corpus.Count) : corpus.Count - 1 - random.Next(Math.Min(corpus.Count, 20))];
                var input = random.Next(8) == 0
                    ? [.. parent[..random.Next(parent.Length + 1)], .. corpus[random.Next(corpus.Count)]] : Mutation.Of(parent, random);
                var (reached, taken, failure) = Execute(target, path, input, map);
                count++;
                slowest = Math.Max(slowest, taken);
                if (failure.Length > 0)
                {
                    File.WriteAllBytes(Path.Combine(Path.GetTempPath(), $"mc-fuzz-failure-{name}-{count}"), input);
                    Console.WriteLine($"failure in input {count}: {failure}");
                }

                if (IsNew(reached, seen))
                {
                    corpus.Add(input);
                }
            }

            var kept = Minimal(target, path, corpus, map);
            Array.ForEach(Directory.GetFiles(corpusFolder), File.Delete);
            for (var i = 0; i < kept.Count; i++)
            {
                File.WriteAllBytes(Path.Combine(corpusFolder, $"{i:D3}"), kept[i]);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count}\t{seen.Count(hits => hits != 0)}\t{kept.Count}\t{slowest:F2} s"));
        }

        Directory.Delete(work, recursive: true);
        return 0;
    }

    private static (byte[] Map, double Seconds, string Failure) Execute(FuzzTarget target, string path, byte[] input, byte[] map)
    {
        File.WriteAllBytes(path, input);
        Array.Clear(map);
        Trace.PrevLocation = 0;
        var watch = Stopwatch.StartNew();
        var failure = "";
        try
        {
            target.Parse(path);
        }
        catch (UserException error)
        {
            failure = error.Message.Length == 0 ? "a message without words" : "";
        }
        catch (Exception error)
        {
            failure = $"{error.GetType().Name}: {error.Message.ReplaceLineEndings(" ")} {error.StackTrace?.Split('\n')[0].Trim()}";
        }

        return (map, watch.Elapsed.TotalSeconds, watch.Elapsed.TotalSeconds > 5 ? $"took {watch.Elapsed.TotalSeconds:F1} s" : failure);
    }

    /// <summary>Marks what was reached; whether any of it is new. Counts are told apart by their power of two, as AFL does.</summary>
    private static bool IsNew(byte[] map, byte[] seen)
    {
        var isNew = false;
        for (var i = 0; i < MapSize; i++)
        {
            if (map[i] != 0)
            {
                var level = (byte)(1 << byte.Log2(map[i]));
                isNew |= (seen[i] & level) == 0;
                seen[i] |= level;
            }
        }

        return isNew;
    }

    /// <summary>The smallest inputs first, each kept only if it reaches what those before do not.</summary>
    private static List<byte[]> Minimal(FuzzTarget target, string path, List<byte[]> corpus, byte[] map)
    {
        var reached = new byte[MapSize];
        return [.. corpus.OrderBy(input => input.Length).Take(MostShrunk).Where(input => IsNew(Execute(target, path, input, map).Map, reached))];
    }
}
