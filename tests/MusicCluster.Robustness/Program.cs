using MusicCluster.Robustness;

// --quick: a bounded part of everything, nothing is written.  --only kills,hostile: these parts.
// hostile-worker FAMILY FROM TO FOLDER: the cases of one family, in a process that may die of them.
if (args is ["hostile-worker", var family, var from, var to, var folder])
{
    return HostileWorker.Run(family, int.Parse(from), int.Parse(to), folder);
}

// fuzz-worker TARGET SECONDS FOLDER: a coverage-guided search, in a copy of the program that counts its branches.
if (args is ["fuzz-worker", var target, var seconds, var corpus])
{
    return FuzzWorker.Run(target, int.Parse(seconds), corpus);
}

var isQuick = args.Contains("--quick");
var only = args.SkipWhile(argument => argument != "--only").Skip(1).FirstOrDefault()?.Split(',');
IPart[] parts =
[
    new Kills(), new TwoAtOnce(), new FullDisk(), new OddPlaces(), new Permissions(), new HostileInput(),
    new GuidedFuzzing(), new OddNumbers(), new Repeats(), new LongRun(), new KnownVulnerabilities(),
];
var failureCount = 0;
foreach (var part in parts.Where(part => only is null || only.Contains(part.Name)))
{
    Console.WriteLine($"{part.Name}: {part.Title}");
    var result = part.Run(new Scale(isQuick));
    failureCount += result.Failures.Count;
    Console.WriteLine(result.ToMarkdown(part.Title));
    if (!isQuick)
    {
        RobustnessReport.Replace(part.Title, result, [.. parts.Select(each => each.Title)]);
    }
}

Console.WriteLine(failureCount == 0 ? "Everything held." : $"{failureCount} failures.");
return failureCount == 0 ? 0 : 1;
