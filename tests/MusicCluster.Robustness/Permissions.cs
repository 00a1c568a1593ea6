
namespace MusicCluster.Robustness;

/// <summary>Files and folders that belong to somebody else, met by a user without rights.</summary>
internal sealed class Permissions : IPart
{
    private const UnixFileMode Nothing = UnixFileMode.None;
    private const UnixFileMode Everything = (UnixFileMode)0b111_111_111;
    private const UnixFileMode LookOnly = (UnixFileMode)0b101_101_101;

    /// <summary>Root may read everything, so a run without rights is nobody's.</summary>
    private static readonly string[] AsNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env", "HOME=/tmp"];

    public string Name => "permissions";

    public string Title => "Missing permissions";

    public PartResult Run(Scale scale)
    {
        var result = new PartResult(
            "A user who may not read or write everything. Whatever a run cannot do without must end it with one sentence that "
            + "names the file; one track among others is a row in `failures.csv`. With the rights given back, the run ends.",
            "what", "what it said", "with the rights");
        if (RunResult.Of(Chain.StartAs(AsNobody, ["--help"])) is { ExitCode: not 0 } unable)
        {
            result.Notes.Add($"The program cannot be started as another user here ({unable.LastLine}): this part was left out.");
            return result;
        }

        Refused(result, "the cache", run => Directory.CreateDirectory(run.Cache).FullName, LookOnly);
        Refused(result, "the results folder", run => Directory.CreateDirectory(run.Output).FullName, LookOnly);
        Refused(result, "the profile", run => run.Profile, Nothing);
        Refused(result, "`tracks.csv`", run => Path.Combine(run.Music, "tracks.csv"), Nothing);
        Refused(result, "the music's folder", run => run.Music, Nothing);
        Refused(result, "a stage's output in the cache", run => Made(run, "metrics.csv"), Nothing);
        Refused(result, "a stage's folder in the cache", run => Path.GetDirectoryName(Made(run, "metrics.csv"))!, Nothing);
        Failed(result, "a folder among the music", run => Directory.CreateDirectory(Path.Combine(run.Music, "audio", "more")).FullName + "/", hasTable: false);
        Failed(result, "one recording", run => Directory.EnumerateFiles(Path.Combine(run.Music, "audio", "000")).Order(StringComparer.Ordinal).First());
        return result;
    }

    /// <summary>The run must end with a sentence about the place.</summary>
    private static void Refused(PartResult result, string what, Func<CopiedSample, string> place, UnixFileMode mode)
    {
        using var run = new CopiedSample();
        var path = place(run);
        File.SetUnixFileMode(path, mode);
        var refused = run.RunAs(AsNobody);
        result.Expect(refused.ExitCode is 1 or 2 && refused.LastLine.Contains(path, StringComparison.Ordinal)
            && !refused.LastLine.StartsWith("Unexpected", StringComparison.Ordinal), $"{what}: {refused}");
        Again(result, what, refused.LastLine.Replace(run.Folder, "…", StringComparison.Ordinal), run, path);
    }

    /// <summary>The run must end without the track, and say which.</summary>
    private static void Failed(PartResult result, string what, Func<CopiedSample, string> place, bool hasTable = true)
    {
        using var run = new CopiedSample();
        if (!hasTable)
        {
            File.Delete(Path.Combine(run.Music, "tracks.csv"));
        }

        var path = place(run);
        File.SetUnixFileMode(path, Nothing);
        var ran = run.RunAs(AsNobody);
        var rows = ran.ExitCode == 0 ? File.ReadAllLines(Path.Combine(run.Output, "failures.csv")).Skip(1).ToArray() : [];
        result.Expect(rows.Length == 1 && rows[0].StartsWith(hasTable ? "1," : "audio/more/,", StringComparison.Ordinal),
            $"{what}: {ran}; {rows.Length} failures");
        Again(result, what, rows.FirstOrDefault(ran.LastLine).Replace(run.Folder, "…", StringComparison.Ordinal), run, path);
    }

    private static void Again(PartResult result, string what, string said, CopiedSample run, string path)
    {
        File.SetUnixFileMode(path, Everything);
        var again = run.RunAs(AsNobody);
        result.Expect(again.ExitCode == 0, $"{what}, with the rights: {again}");
        result.Add(what, said, again.ExitCode == 0 ? "a report" : again.LastLine);
    }

    /// <summary>A file of the cache, once a run has filled it.</summary>
    private static string Made(CopiedSample run, string name)
    {
        run.RunAs(AsNobody);
        Directory.Delete(run.Output, recursive: true);
        return Directory.EnumerateFiles(Path.Combine(run.Cache, "evaluate"), name, SearchOption.AllDirectories).Single();
    }

    /// <summary>A chain whose music is a copy, and whose folder everybody may write to.</summary>
    private sealed class CopiedSample : IDisposable
    {
        private readonly Chain chain = new();

        public CopiedSample()
        {
            Music = Path.Combine(chain.Folder, "music");
            var audio = Directory.CreateDirectory(Path.Combine(Music, "audio", "000")).FullName;
            var rows = File.ReadAllLines(Path.Combine(Chain.SamplePath, "tracks.csv"));
            File.WriteAllLines(Path.Combine(Music, "tracks.csv"), [.. rows.Take(13).Select(row => row[..(row.LastIndexOf(',') + 1)])]);
            foreach (var path in Directory.EnumerateFiles(Path.Combine(Chain.SamplePath, "audio", "000")).Order(StringComparer.Ordinal).Take(12))
            {
                File.Copy(path, Path.Combine(audio, Path.GetFileName(path)));
            }

            chain.WriteProfile(Music, "\"mfcc-pca\"");
            File.SetUnixFileMode(chain.Folder, Everything);
        }

        public string Folder => chain.Folder;

        public string Music { get; }

        public string Cache => chain.Cache;

        public string Output => chain.Output;

        public string Profile => chain.Profile;

        public RunResult RunAs(string[] user) => RunResult.Of(Chain.StartAs(user, ["run", "--profile", Profile, "--out", Output, "--cache", Cache]));

        public void Dispose() => chain.Dispose();
    }
}
