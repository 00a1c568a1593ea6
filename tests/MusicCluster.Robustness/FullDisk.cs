using System.Globalization;
using System.Text.RegularExpressions;

namespace MusicCluster.Robustness;

/// <summary>A disk that fills up in each stage.</summary>
internal sealed partial class FullDisk : IPart
{
    private static readonly string[] Verbs = ["fetch", "lyrics", "features", "train", "cluster", "evaluate", "report"];

    public string Name => "disk";

    public string Title => "A full disk";

    public PartResult Run(Scale scale)
    {
        var result = new PartResult(
            "Cache and results on a disk of 400 MiB (tmpfs) that is filled up before a stage. The stage must end with one sentence "
            + "that names a file and the space; with room made, the same command must end with the bytes of an undisturbed run.",
            "stage", "room left", "what it said", "same bytes afterwards");
        using var whole = new Chain();
        whole.Run();
        var expected = whole.Results();
        foreach (var (verb, index) in Verbs.Select((verb, index) => (verb, index))
            .Where(item => !scale.IsQuick || item.verb is "features" or "train" or "report"))
        {
            foreach (var room in scale.IsQuick ? new[] { 16 << 10 } : [0, 16 << 10, 300 << 10])
            {
                Try(result, verb, index == 0 ? "" : Verbs[index - 1], room, expected);
            }
        }

        return result;
    }

    private static void Try(PartResult result, string verb, string before, int room, IReadOnlyDictionary<string, string> expected)
    {
        using var run = new Chain();
        // As deep as the undisturbed run's folder: the page links the clips by their place relative to its own.
        var disk = Directory.CreateDirectory(run.Folder + "-disk").FullName;
        if (!MemoryDisk.Mount(disk, "size=400m"))
        {
            result.Notes.Add("No disk of its own could be mounted here (it takes root): this part was left out.");
            Directory.Delete(disk);
            return;
        }

        try
        {
            (run.Output, run.Cache) = (Path.Combine(disk, "results"), Path.Combine(disk, "cache"));
            run.WriteProfile(Chain.SamplePath, Chain.SmallModels);
            if (before.Length > 0)
            {
                run.Run(before);
            }

            var filler = Path.Combine(disk, "filler");
            Fill(filler, room);
            var full = run.Run(verb);
            File.Delete(filler);
            var again = run.Run();
            var differences = Chain.Differences(expected, run.Results());
            var isSentence = full.ExitCode == 0
                || (full.ExitCode == 1 && full.LastLine.Contains(disk, StringComparison.Ordinal) && Space().IsMatch(full.LastLine));
            result.Expect(isSentence, $"{verb} with {room} bytes: {full}");
            result.Expect(again.ExitCode == 0 && differences.Count == 0,
                $"{verb} with {room} bytes, again: {again}; other bytes in {string.Join(", ", differences)}");
            result.Add(
                verb, string.Create(CultureInfo.InvariantCulture, $"{room >> 10} KiB"),
                full.ExitCode == 0 ? "(fitted)" : Name32().Replace(full.LastLine.Replace(disk, "…", StringComparison.Ordinal), "…"),
                again.ExitCode == 0 && differences.Count == 0 ? "yes" : "no");
        }
        finally
        {
            MemoryDisk.Unmount(disk);
            Directory.Delete(disk);
        }
    }

    private static void Fill(string path, int room)
    {
        var free = new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace;
        using var file = File.Create(path);
        var block = new byte[1 << 16];
        for (var left = free - room; left > 0; left -= block.Length)
        {
            try
            {
                file.Write(block.AsSpan(0, (int)Math.Min(block.Length, left)));
                file.Flush();
            }
            catch (IOException)
            {
                return;
            }
        }
    }

    [GeneratedRegex(@"\d+(\.\d+)? ?(B|KiB|MiB|GiB)")]
    private static partial Regex Space();

    [GeneratedRegex("[0-9a-f]{32,64}")]
    private static partial Regex Name32();
}
