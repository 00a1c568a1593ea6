using System.Globalization;
using System.Text.RegularExpressions;

namespace MusicCluster.Robustness;

/// <summary>Ten thousand clips through the whole chain, with the memory of each stage sampled.</summary>
internal sealed partial class LongRun : IPart
{
    private static readonly string[] Models =
        ["\"mfcc-pca\"", "{ \"name\": \"dense-vae\", \"epochs\": 10 }",
            "{ \"name\": \"vicreg-statistics\", \"epochs\": 20 }", "{ \"name\": \"conv-vae\", \"epochs\": 1 }"];

    private const double Growth = 1.1;

    public string Name => "long";

    public string Title => "Ten thousand clips";

    public PartResult Run(Scale scale)
    {
        var copies = scale.Of(100, 3);
        var result = new PartResult(
            $"The sample {copies} times under new ids, whole clips, through every stage. Memory is the "
            + $"process's own (RssAnon, without the pages of mapped files), sampled ten times a second. "
            + "It must be flat: the last quarter of a stage at most a tenth, and 32 MB, above "
            + "its second quarter. Models are of different sizes, so each is trained by itself; "
            + "evaluation has unlike steps (maps, then metrics), so it is done with one model and with all, and its peaks are compared instead.",
            "stage", "seconds", "peak", "second quarter", "last quarter");
        using var run = new Chain();
        var corpus = Directory.CreateDirectory(Path.Combine(run.Folder, "music")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(corpus, "audio"), Path.Combine(Chain.SamplePath, "audio"));
        var rows = File.ReadAllLines(Path.Combine(Chain.SamplePath, "tracks.csv"));
        File.WriteAllLines(
            Path.Combine(corpus, "tracks.csv"),
            [rows[0], .. Enumerable.Range(0, copies).SelectMany(copy => rows.Skip(1).Select(row => $"c{copy}-" + row[..(row.LastIndexOf(',') + 1)]))]);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        run.WriteProfile(corpus, string.Join(", ", Models));
        foreach (var verb in new[] { "fetch", "lyrics", "features" })
        {
            ExpectFlat(result, verb, Stage(result, run, verb, verb));
        }

        foreach (var model in Models)
        {
            run.WriteProfile(corpus, model);
            ExpectFlat(result, $"train {model}", Stage(result, run, "train", $"train {ModelName().Match(model).Value}"));
        }

        Stage(result, run, "cluster", "cluster, one model");
        var one = Stage(result, run, "evaluate", "evaluate, one model").Max();
        run.WriteProfile(corpus, string.Join(", ", Models));
        ExpectFlat(result, "cluster", Stage(result, run, "cluster", "cluster, all models"));
        var all = Stage(result, run, "evaluate", "evaluate, all models").Max();
        result.Expect(IsFlat(one, all), $"evaluate: {one >> 20} MB with one model, {all >> 20} MB with all");
        ExpectFlat(result, "report", Stage(result, run, "report", "report"));
        result.Notes.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{copies * (rows.Length - 1)} clips; the whole took {clock.Elapsed.TotalSeconds:F0} s "
            + $"on {Environment.ProcessorCount} cores that other work may have shared."));
        return result;
    }

    /// <summary>Runs a stage and tells its memory over time, in bytes.</summary>
    private static List<long> Stage(PartResult result, Chain run, string verb, string title)
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
        var ran = RunResult.Of(process, TimeSpan.FromHours(6));
        timer.Change(Timeout.Infinite, Timeout.Infinite);
        result.Expect(ran.ExitCode == 0, $"{title}: {ran}");
        lock (samples)
        {
            var (second, last) = Quarters(samples);
            result.Add(title, ran.Seconds.ToString("F1", CultureInfo.InvariantCulture),
                $"{samples.DefaultIfEmpty().Max() >> 20} MB", $"{second >> 20} MB", $"{last >> 20} MB");
            return [.. samples];
        }
    }

    private static void ExpectFlat(PartResult result, string title, List<long> samples)
    {
        var (second, last) = Quarters(samples);
        // A stage of a few seconds has not warmed up.
        result.Expect(samples.Count < 100 || IsFlat(second, last), $"{title}: {second >> 20} MB in the second quarter, {last >> 20} MB in the last");
    }

    private static bool IsFlat(long before, long after) => after <= Math.Max(Growth * before, before + (32 << 20));

    /// <summary>The most memory in the second and in the last quarter of the time.</summary>
    private static (long Second, long Last) Quarters(List<long> samples)
    {
        var quarter = samples.Count / 4;
        return quarter == 0 ? (0, 0) : (samples.Skip(quarter).Take(quarter).Max(), samples.Skip(3 * quarter).Max());
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

    [GeneratedRegex("[a-z]+-[a-z]+")]
    private static partial Regex ModelName();
}
