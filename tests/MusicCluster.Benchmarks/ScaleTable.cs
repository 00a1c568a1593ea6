using System.Globalization;

namespace MusicCluster.Benchmarks;

/// <summary>
/// Time and memory of each stage on the sample listed 1, 10 and 100 times under new ids, and how they grow. Training is one epoch
/// of each model, which is what grows with the tracks; every stage is a process of its own and has a time limit.
/// </summary>
internal static class ScaleTable
{
    private static readonly string[] Stages = ["fetch", "lyrics", "features", "train", "cluster", "evaluate", "report"];
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    /// <param name="folder">Gets the corpora and caches: 4 GB at 100 times.</param>
    /// <param name="factors">How often the sample is listed.</param>
    public static void Run(string folder, IReadOnlyList<int> factors)
    {
        Console.WriteLine("| stage | tracks | wall s | processor s | peak MB | growth |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        var before = new Dictionary<string, (int Tracks, StageCost Cost)>();
        foreach (var factor in factors)
        {
            var corpus = new ScaleCorpus(Path.Combine(folder, $"x{factor}"), factor);
            foreach (var stage in Stages)
            {
                var cost = StageCost.Measure(corpus.Arguments(stage), Limit);
                var growth = before.TryGetValue(stage, out var last) && cost.IsDone ? Exponent(last, (corpus.TrackCount, cost)) : "";
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {stage} | {corpus.TrackCount} | {(cost.IsDone ? "" : "> ")}{cost.WallSeconds:F1} "
                    + $"| {cost.ProcessorSeconds:F1} | {cost.PeakMegabytes:F0} | {growth} |"));
                if (!cost.IsDone)
                {
                    return;
                }

                before[stage] = (corpus.TrackCount, cost);
            }
        }
    }

    /// <summary>The power of the number of tracks that the processor time grows with, from one size to the next.</summary>
    private static string Exponent((int Tracks, StageCost Cost) small, (int Tracks, StageCost Cost) large) => string.Create(
        CultureInfo.InvariantCulture,
        $"n^{Math.Log(large.Cost.ProcessorSeconds / small.Cost.ProcessorSeconds) / Math.Log((double)large.Tracks / small.Tracks):F2}");
}
