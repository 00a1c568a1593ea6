using System.Globalization;

namespace MusicCluster.Robustness;

/// <summary>Ten thousand clips through the whole chain, with the memory of each stage sampled.</summary>
internal sealed class LongRun : IPart
{
    private const double Growth = 1.1;

    public string Name => "long";

    public string Title => "Ten thousand clips";

    public PartResult Run(Scale scale)
    {
        var copies = scale.Of(100, 3);
        var result = new PartResult(
            $"The sample {copies} times under new ids, whole clips, through every stage. Memory is the process's own (RssAnon, without the pages of mapped files), sampled ten times a second. "
            + "It must be flat: the last quarter of a stage at most a tenth, and 32 MB, above its second quarter.",
            "stage", "seconds", "peak", "second quarter", "last quarter");
        using var run = new Chain();
        var corpus = Directory.CreateDirectory(Path.Combine(run.Folder, "music")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(corpus, "audio"), Path.Combine(Chain.SamplePath, "audio"));
        var rows = File.ReadAllLines(Path.Combine(Chain.SamplePath, "tracks.csv"));
        File.WriteAllLines(
            Path.Combine(corpus, "tracks.csv"),
            [rows[0], .. Enumerable.Range(0, copies).SelectMany(copy => rows.Skip(1).Select(row => $"c{copy}-" + row[..(row.LastIndexOf(',') + 1)]))]);
        run.WriteProfile(corpus, "\"mfcc-pca\", { \"name\": \"dense-vae\", \"epochs\": 10 }, { \"name\": \"vicreg-statistics\", \"epochs\": 20 }, { \"name\": \"conv-vae\", \"epochs\": 1 }");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        foreach (var verb in new[] { "fetch", "lyrics", "features", "train", "cluster", "evaluate", "report" })
        {
            Stage(result, run, verb);
        }

        result.Notes.Add(string.Create(CultureInfo.InvariantCulture, $"{copies * (rows.Length - 1)} clips; the whole took {clock.Elapsed.TotalSeconds:F0} s on {Environment.ProcessorCount} cores that other work may have shared."));
        return result;
    }

    private static void Stage(PartResult result, Chain run, string verb)
    {
        var samples = new List<long>();
        var process = run.Start(verb);
        using var timer = new Timer(_ =>
        {
            if (Memory(process.Id) is { } bytes)
            {
                lock (samples)
                {
                    samples.Add(bytes);
                }
            }
        });
        timer.Change(0, 100);
        var ran = RunResult.Of(process);
        timer.Change(Timeout.Infinite, Timeout.Infinite);
        result.Expect(ran.ExitCode == 0, $"{verb}: {ran}");
        lock (samples)
        {
            var quarter = samples.Count / 4;
            var (second, last) = quarter == 0 ? (0, 0) : (samples.Skip(quarter).Take(quarter).Max(), samples.Skip(3 * quarter).Max());
            // A stage of a few seconds has not warmed up.
            result.Expect(samples.Count < 100 || last <= Math.Max(Growth * second, second + (32 << 20)), $"{verb}: {second >> 20} MB in the second quarter, {last >> 20} MB in the last");
            result.Add(verb, ran.Seconds.ToString("F1", CultureInfo.InvariantCulture), $"{samples.DefaultIfEmpty().Max() >> 20} MB", $"{second >> 20} MB", $"{last >> 20} MB");
        }
    }

    private static long? Memory(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
            return line is null ? null : long.Parse(line.Split(':', 'k')[1].Trim(), CultureInfo.InvariantCulture) << 10;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
