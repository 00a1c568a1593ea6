using System.Diagnostics;
using MusicCluster.Tests.Lyrics.Whisper;
using Xunit;

namespace MusicCluster.Tests.Cli;

/// <summary>The lyrics verb with a real whisper.cpp and a model of random weights, whose nonsense the rules let through.</summary>
[Trait("Category", "Slow")]
public sealed class WhisperRunTests : IDisposable
{
    private static readonly string[] Lenient =
    [
        "--set", "lyrics.sources=[\"whisper\"]", "--set", "lyrics.whisper.temperatureStep=0", "--set", "lyrics.filter.maximumNoSpeech=1",
        "--set", "lyrics.filter.minimumLanguageShare=0", "--set", "lyrics.filter.minimumLogProbability=-100", "--set", "lyrics.filter.maximumRepeatedShare=1",
        "--set", "lyrics.filter.maximumTopWordShare=1", "--set", "lyrics.filter.minimumUniqueWordRatio=0",
    ];

    private readonly TemporaryFolder folder = new();
    private readonly SmallRun run = new(8);

    private string Transcripts => Path.Combine(run.Cache, "transcripts");

    public void Dispose()
    {
        run.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Lyrics_KilledInTheMiddle_GoesOnAtTheTrack()
    {
        using (var process = CliProcess.Start(Arguments(threads: 1)))
        {
            var patience = Stopwatch.StartNew();
            while (Files().Count < 2 && !process.HasExited && patience.Elapsed < TimeSpan.FromMinutes(1))
            {
                Thread.Sleep(20);
            }

            process.Kill();
            process.WaitForExit();
        }

        var before = Files();
        Assert.InRange(before.Count, 2, 7);

        var result = CliProcess.Run(Arguments(threads: 1));

        Assert.True(result.ExitCode == 0, result.Errors);
        var after = Files();
        Assert.Equal(8, after.Count);
        Assert.All(before, file => Assert.Equal(file.Value, after[file.Key]));
        Assert.Contains("lyrics: up to date", CliProcess.Run(Arguments(threads: 1)).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Lyrics_OneThreadOrThree_WritesTheSameTable()
    {
        var one = CliProcess.Run(Arguments(threads: 1));
        Assert.True(one.ExitCode == 0, one.Errors);
        var expected = File.ReadAllText(Path.Combine(one.Folder, "lyrics.csv"));
        Directory.Delete(run.Cache, recursive: true);

        var three = CliProcess.Run(Arguments(threads: 3));

        Assert.True(three.ExitCode == 0, three.Errors);
        Assert.Equal(expected, File.ReadAllText(Path.Combine(three.Folder, "lyrics.csv")));
        Assert.Contains(",whisper,kept,", expected, StringComparison.Ordinal);
        Assert.StartsWith("track_id,source,verdict,reason,words,text,match_score,voiced_s,listened_s,language,language_share,no_speech,log_probability,",
            expected, StringComparison.Ordinal);
    }

    private string[] Arguments(int threads)
    {
        var model = File.Exists(folder["tiny.bin"]) ? folder["tiny.bin"] : TinyModel.Write(folder["tiny.bin"]);
        return run.Arguments("lyrics", [.. Lenient, "--set", $"lyrics.whisper.model={model}", "--set", $"compute.threads={threads}"]);
    }

    private Dictionary<string, DateTime> Files() => Directory.Exists(Transcripts)
        ? Directory.EnumerateFiles(Transcripts, "*.json", SearchOption.AllDirectories).ToDictionary(path => path, File.GetLastWriteTimeUtc)
        : [];
}
