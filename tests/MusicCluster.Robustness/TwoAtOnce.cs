namespace MusicCluster.Robustness;

/// <summary>Two runs on one cache, and a run whose cache is cleaned under it.</summary>
internal sealed class TwoAtOnce : IPart
{
    public string Name => "two";

    public string Title => "Two at once";

    public PartResult Run(Scale scale)
    {
        var result = new PartResult(
            "Two runs started together on one cache and one results folder, a run whose "
            + "cache is deleted while it works, and a run that waits for one that is killed.",
            "what", "times", "held");
        using var whole = new Chain();
        whole.Run();
        var expected = whole.Results();
        Repeat(result, "two runs, one cache: both end, same bytes", scale.Of(10, 1), expected, Together);
        Repeat(result, "the cache is deleted under a run: it ends or says so, the next one has the same bytes", scale.Of(10, 1), expected, Cleaned);
        Repeat(result, "the owner of the locks is killed: the other goes on", scale.Of(10, 1), expected, OwnerDies);
        return result;
    }

    private static void Repeat(PartResult result, string what, int count, IReadOnlyDictionary<string, string> expected, Func<Chain, int, string> act)
    {
        var heldCount = 0;
        for (var i = 0; i < count; i++)
        {
            using var run = new Chain();
            var failure = act(run, i);
            var differences = Chain.Differences(expected, run.Results());
            failure = failure.Length > 0 ? failure : differences.Count > 0 ? $"other bytes in {string.Join(", ", differences)}" : "";
            result.Expect(failure.Length == 0, $"{what}, {i}: {failure}");
            heldCount += failure.Length == 0 ? 1 : 0;
        }

        result.Add(what, count, heldCount);
    }

    private static string Together(Chain run, int number)
    {
        var second = Task.Run(() => run.Run());
        Thread.Sleep(number * 150);
        var first = run.Run();
        var other = second.GetAwaiter().GetResult();
        return first.ExitCode == 0 && other.ExitCode == 0 ? "" : $"{first} and {other}";
    }

    private static string Cleaned(Chain run, int number)
    {
        var working = Task.Run(() => run.Run());
        Thread.Sleep(1000 + (number * 400));
        for (var attempt = 0; attempt < 20 && Directory.Exists(run.Cache); attempt++)
        {
            try
            {
                Directory.Delete(run.Cache, recursive: true);
            }
            catch (IOException)
            {
                // The run writes faster than we delete.
            }
        }

        var disturbed = working.GetAwaiter().GetResult();
        var again = run.Run();
        return disturbed.ExitCode is not (0 or 1) ? $"disturbed: {disturbed}" : again.ExitCode != 0 ? $"again: {again}" : "";
    }

    private static string OwnerDies(Chain run, int number)
    {
        using var owner = run.Start();
        Thread.Sleep(800 + (number * 200));
        var waiting = Task.Run(() => run.Run());
        Thread.Sleep(300);
        owner.Kill();
        owner.WaitForExit();
        return waiting.Wait(TimeSpan.FromMinutes(2)) && waiting.Result.ExitCode == 0 ? "" : "the other did not end";
    }
}
