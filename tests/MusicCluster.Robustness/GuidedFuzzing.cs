using System.Diagnostics;
using System.Globalization;
using MusicCluster.Pipeline;
using SharpFuzz;

namespace MusicCluster.Robustness;

/// <summary>Searches for inputs that reach new branches of the parsers that we wrote.</summary>
internal sealed class GuidedFuzzing : IPart
{
    /// <summary>Only these count their branches: what a parser calls beyond is other people's.</summary>
    private static readonly string[] Instrumented =
    [
        "MusicCluster.Numerics.Npy", "MusicCluster.Models.Torch.Safetensors",
        "MusicCluster.Lyrics.Whisper.WhisperModel", "MusicCluster.Corpus.Fma.", "MusicCluster.Foundation.Tables.",
        "MusicCluster.Corpus.TableCorpus", "MusicCluster.Corpus.FolderCorpus",
    ];

    private const int LargestKept = 4 << 10;

    public string Name => "fuzz";

    public string Title => "Coverage-guided search";

    /// <summary>The cases that are kept, a folder per parser; the tests read every one of them.</summary>
    public static string KeptFolder => Path.Combine(Workspace.Find(AppContext.BaseDirectory).Root, "tests", "MusicCluster.Tests", "Golden", "fuzz");

    public PartResult Run(Scale scale)
    {
        var result = new PartResult(
            "Branches of the parsers that we wrote are counted (SharpFuzz's instrumentation); an input that reaches "
            + "a new branch, or an old one another number of times (in powers of two), is kept and changed further. "
            + "The smallest kept inputs that together reach everything are regression cases in `tests/MusicCluster.Tests/Golden/fuzz`.",
            "parser", "seconds", "inputs", "branches reached", "kept cases", "failures", "slowest");
        var program = Directory.CreateTempSubdirectory("mc-fuzz-").FullName;
        try
        {
            foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(file => Path.GetExtension(file) is ".dll" or ".json"))
            {
                File.Copy(file, Path.Combine(program, Path.GetFileName(file)));
            }

            var methodCount = Fuzzer.Instrument(
                Path.Combine(program, "MusicCluster.dll"),
                name => Instrumented.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)), Options.Value).Count();
            result.Notes.Add($"{methodCount} types are instrumented.");
            Parallel.ForEach(
                FuzzWorker.Targets.Keys, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
                target => Search(result, program, target, scale.Of(720, 5), scale.IsQuick));
        }
        finally
        {
            Directory.Delete(program, recursive: true);
        }

        return result;
    }

    private static void Search(PartResult result, string program, string target, int seconds, bool isQuick)
    {
        var folder = Directory.CreateTempSubdirectory($"mc-fuzz-{target}-").FullName;
        // The search begins with what earlier ones have kept.
        var kept = Path.Combine(KeptFolder, target);
        foreach (var file in Directory.Exists(kept) ? Directory.GetFiles(kept) : [])
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", ["exec", Path.Combine(program, "MusicCluster.Robustness.dll"),
                "fuzz-worker", target, seconds.ToString(CultureInfo.InvariantCulture), folder])
        {
            RedirectStandardOutput = true,
        })!;
        var lines = process.StandardOutput.ReadToEnd().TrimEnd().Split('\n');
        process.WaitForExit();
        result.Expect(process.ExitCode == 0, $"{target}: the process ended with {process.ExitCode}");
        foreach (var failure in lines.Where(line => line.StartsWith("failure", StringComparison.Ordinal)))
        {
            result.Expect(false, $"{target}: {failure}");
        }

        var told = lines[^1].Split('\t');
        lock (result)
        {
            result.Add(target, seconds, told[0], told[1], told[2], lines.Length - 1, told[3]);
        }

        if (!isQuick && process.ExitCode == 0)
        {
            Directory.CreateDirectory(kept);
            Array.ForEach(Directory.GetFiles(kept), File.Delete);
            // A whole Whisper model is no case for a repository.
            foreach (var file in Directory.GetFiles(folder).Where(file => new FileInfo(file).Length <= LargestKept))
            {
                File.Copy(file, Path.Combine(kept, Path.GetFileName(file)));
            }
        }

        Directory.Delete(folder, recursive: true);
    }
}
