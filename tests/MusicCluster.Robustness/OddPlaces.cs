
namespace MusicCluster.Robustness;

/// <summary>Folders that cannot be written, lie on other file systems, or have very long names.</summary>
internal sealed class OddPlaces : IPart
{
    public string Name => "places";

    public string Title => "Odd places";

    public PartResult Run(Scale scale)
    {
        var result = new PartResult("Where cache, results and music may lie.", "what", "outcome");
        using var whole = new Chain();
        whole.Run();
        var expected = whole.Results();
        OtherFileSystem(result, expected);
        ReadOnly(result, expected, isCache: true);
        ReadOnly(result, expected, isCache: false);
        LongNames(result, expected);
        FileInTheWay(result);
        return result;
    }

    private static void OtherFileSystem(PartResult result, IReadOnlyDictionary<string, string> expected)
    {
        using var run = new Chain();
        var disk = Directory.CreateDirectory(Path.Combine(run.Folder, "disk")).FullName;
        if (!MemoryDisk.Mount(disk, "size=400m"))
        {
            result.Notes.Add("No file system could be mounted here (it takes root).");
            return;
        }

        try
        {
            run.Cache = Path.Combine(disk, "cache");
            Same(result, "the cache on another file system than the results", run, run.Run(), expected);
        }
        finally
        {
            MemoryDisk.Unmount(disk);
        }
    }

    private static void ReadOnly(PartResult result, IReadOnlyDictionary<string, string> expected, bool isCache)
    {
        using var run = new Chain();
        var disk = Directory.CreateDirectory(Path.Combine(run.Folder, "disk")).FullName;
        if (!MemoryDisk.Mount(disk, "size=400m"))
        {
            return;
        }

        try
        {
            (run.Cache, run.Output) = isCache ? (Path.Combine(disk, "cache"), run.Output) : (run.Cache, Path.Combine(disk, "results"));
            Directory.CreateDirectory(isCache ? run.Cache : run.Output);
            MemoryDisk.Mount(disk, "remount,ro");
            var refused = run.Run();
            var what = isCache ? "a read-only cache" : "a read-only results folder";
            result.Expect(refused.ExitCode == 1 && refused.LastLine.Contains(disk, StringComparison.Ordinal), $"{what}: {refused}");
            result.Add(what, refused.LastLine.Replace(disk, "…", StringComparison.Ordinal));
            MemoryDisk.Mount(disk, "remount,rw");
            Same(result, $"{what}, writable again", run, run.Run(), expected);
        }
        finally
        {
            MemoryDisk.Unmount(disk);
        }
    }

    /// <summary>4,096 bytes is the longest path that Linux takes, 255 the longest name.</summary>
    private static void LongNames(PartResult result, IReadOnlyDictionary<string, string> expected)
    {
        using var run = new Chain();
        var deep = Path.Combine([run.Folder, .. Enumerable.Repeat(new string('ä', 120), 10)]);
        (run.Cache, run.Output) = (Path.Combine(deep, "cache"), Path.Combine(deep, "results"));
        Same(result, "a path of 2,400 bytes", run, run.Run(), expected);
        run.Cache = Path.Combine([run.Folder, .. Enumerable.Repeat(new string('b', 250), 16), "cache"]);
        var refused = run.Run();
        result.Expect(refused.ExitCode == 1 && !refused.Errors.Contains("   at ", StringComparison.Ordinal), $"a path that is too long: {refused}");
        result.Add("a path longer than the system allows", refused.LastLine.Replace(run.Cache, "…", StringComparison.Ordinal));
    }

    private static void FileInTheWay(PartResult result)
    {
        using var run = new Chain();
        File.WriteAllText(run.Cache, "a file");
        var refused = run.Run();
        result.Expect(refused.ExitCode == 1 && refused.LastLine.Contains(run.Cache, StringComparison.Ordinal), $"a file where the cache should be: {refused}");
        result.Add("a file where the cache should be", refused.LastLine.Replace(run.Folder, "…", StringComparison.Ordinal));
    }

    private static void Same(PartResult result, string what, Chain run, RunResult ran, IReadOnlyDictionary<string, string> expected)
    {
        // The page and the playlists name the clips by their place relative to their own, and the manifest has their digests.
        var isAsDeep = run.Output.Count(c => c == '/') == 3;
        List<string> differences =
        [
            .. Chain.Differences(expected, run.Results())
                .Where(name => isAsDeep || !(name is "report.html" or "manifest.json" || name.StartsWith("playlists/", StringComparison.Ordinal))),
        ];
        result.Expect(ran.ExitCode == 0 && differences.Count == 0, $"{what}: {ran}; other bytes in {string.Join(", ", differences)}");
        result.Add(what, ran.ExitCode == 0 && differences.Count == 0 ? "the same bytes" : ran.LastLine);
    }
}
