using System.Globalization;

namespace MusicCluster.Robustness;

/// <summary>The same run again and again under load, and on other vector widths and thread counts.</summary>
internal sealed class Repeats : IPart
{
    public string Name => "repeats";

    public string Title => "The same bytes again";

    public PartResult Run(Scale scale)
    {
        var result = new PartResult(
            "Runs from an empty cache beside two processes that keep both cores busy. "
            + "The same profile, seed, machine and thread count must give the same bytes. "
            + "Other vector widths and thread counts may not; what they change is measured: files "
            + "that differ, and the largest change of any partition's agreement with the genres (ARI), "
            + "for representations that are computed and for those that are trained, "
            + "where rounding grows. Another seed is there as the measure of what is much.",
            "runs", "same bytes", "files that differ", "largest change of an ARI, computed", "the same, trained");
        using var reference = new Chain();
        var first = reference.Run();
        result.Expect(first.ExitCode == 0, $"the first run: {first}");
        var (expected, scores) = (reference.Results(), Scores(reference));
        var (count, sameCount) = (scale.Of(20, 2), 0);
        using (new Load(2))
        {
            for (var i = 0; i < count; i++)
            {
                using var run = new Chain();
                var again = run.Run();
                var differences = Chain.Differences(expected, run.Results());
                result.Expect(again.ExitCode == 0 && differences.Count == 0, $"run {i}: {again}; other bytes in {string.Join(", ", differences)}");
                sameCount += differences.Count == 0 ? 1 : 0;
                Console.Write($"\r  {i + 1}/{count}");
            }
        }

        Console.WriteLine();
        result.Add($"{count} under load", $"{sameCount} of {count}", 0, "0", "0");
        if (scale.IsQuick)
        {
            return result;
        }

        Other(result, "256 bits wide (DOTNET_EnableAVX512=0)", expected, scores, _ => { }, ("DOTNET_EnableAVX512", "0"));
        Other(result, "128 bits wide (DOTNET_EnableAVX2=0)", expected, scores, _ => { }, ("DOTNET_EnableAVX2", "0"));
        Other(result, "no vectors (DOTNET_EnableHWIntrinsic=0)", expected, scores, _ => { }, ("DOTNET_EnableHWIntrinsic", "0"));
        Other(result, "1 thread", expected, scores, run => run.WriteProfile(Chain.SamplePath, Chain.SmallModels, ", \"compute\": { \"threads\": 1 }"));
        Other(result, "another seed", expected, scores,
            run => File.WriteAllText(run.Profile, File.ReadAllText(run.Profile).Replace("\"seeds\": [0]", "\"seeds\": [1]", StringComparison.Ordinal)));
        return result;
    }

    private static void Other(
        PartResult result, string what, IReadOnlyDictionary<string, string> expected,
        IReadOnlyDictionary<string, double> scores, Action<Chain> change, params (string, string)[] environment)
    {
        using var run = new Chain();
        change(run);
        var ran = run.Run("run", environment);
        result.Expect(ran.ExitCode == 0, $"{what}: {ran}");
        var published = run.Results();
        var differences = Chain.Differences(expected, published);
        var other = Scores(run);
        var changes = scores.Keys.Union(other.Keys).ToLookup(key => key.StartsWith("mfcc-pca", StringComparison.Ordinal),
            key => Math.Abs(scores.GetValueOrDefault(key) - other.GetValueOrDefault(key)));
        result.Add(what, differences.Count == 0 ? "yes" : "no", $"{differences.Count} of {expected.Keys.Union(published.Keys).Count()}",
            Text(changes[true].Max()), Text(changes[false].Max()));
    }

    private static string Text(double change) => change.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>ARI by representation, clusterer and its parameters.</summary>
    private static Dictionary<string, double> Scores(Chain run) =>
        File.ReadLines(Path.Combine(run.Output, "metrics.csv")).Skip(1).Select(line => line.Split(','))
        .Where(fields => fields[4] == "ari" && fields[5].Length > 0)
        .ToDictionary(fields => string.Join('/', fields[..3]), fields => double.Parse(fields[5], CultureInfo.InvariantCulture));

    /// <summary>Threads that do nothing but turn.</summary>
    private sealed class Load : IDisposable
    {
        private readonly CancellationTokenSource stop = new();

        public Load(int threadCount)
        {
            for (var i = 0; i < threadCount; i++)
            {
                new Thread(() =>
                {
                    while (!stop.IsCancellationRequested)
                    {
                        Thread.SpinWait(1000);
                    }
                }) { IsBackground = true }.Start();
            }
        }

        public void Dispose() => stop.Cancel();
    }
}
