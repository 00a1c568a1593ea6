using System.Text.Json.Nodes;
using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Tables;
using MusicCluster.Numerics.Npy;
using Xunit;

namespace MusicCluster.Tests.Cli;

public sealed class WholeRunTests
{
    private static readonly string[] Stages = ["fetch", "lyrics", "features", "train", "cluster", "evaluate", "report"];

    [Fact]
    public void Run_Twice_SecondTimeEverythingIsUpToDateAndTheSame()
    {
        using var run = new SmallRun();
        var first = run.Run("run");
        Assert.True(first.ExitCode == 0, first.Errors);
        Assert.Equal(run.Output, first.Folder);
        var tables = run.Tables();
        var second = run.Run("run");
        Assert.All(Stages, stage => Assert.Contains($"{stage}: up to date", second.Errors, StringComparison.Ordinal));
        Assert.Equal(tables, run.Tables());
        Assert.Equal("fetch: up to date (12 tracks)", run.Run("fetch").Errors.TrimEnd());
    }

    [Fact]
    public void Run_CleanCache_GivesTheSameBytes()
    {
        using var run = new SmallRun();
        run.Run("run");
        var tables = run.Tables();
        Directory.Delete(run.Cache, recursive: true);
        Directory.Delete(run.Output, recursive: true);
        run.Run("run", "--set", "compute.threads=1");
        Assert.Equal(tables, run.Tables());
    }

    [Fact]
    public void Run_TablesOfTheContract_HaveTheirColumns()
    {
        using var run = new SmallRun(formats: SmallRun.AllFormats);
        run.Run("run");
        Assert.Equal("representation,clusterer,parameters,seed,metric,value,status", run.TableLines("metrics.csv")[0]);
        Assert.Equal("representation,clusterer,parameters,metric,mean,std,ci_low,ci_high,n_seeds", run.TableLines("summary.csv")[0]);
        Assert.StartsWith("track_id,genre,mfcc-pca/k-means/k=2,mfcc-pca/k-means/k=4,mfcc-pca/ward/k=3,",
            run.TableLines("assignments.csv")[0], StringComparison.Ordinal);
        Assert.Equal("track_id,stage,reason", run.TableLines("failures.csv")[0]);
        Assert.Equal("epoch,reconstruction,kl,total", run.TableLines("models/dense-vae/seed-1/loss.csv")[0]);
        Assert.Equal(12, NpyFile.ReadMatrix(Path.Combine(run.Output, "embeddings", "conv-ae.npy")).RowCount);
        Assert.Equal(13, run.TableLines("embeddings/tracks.csv").Length);
        Assert.True(File.Exists(Path.Combine(run.Output, "report.xlsx")));
        Assert.True(File.Exists(Path.Combine(run.Output, "figures", "map-conv-ae-by-genre.svg")));
        var science = JsonNode.Parse(File.ReadAllText(Path.Combine(run.Output, "manifest.json")))!["science"]!;
        Assert.Equal(Digest.OfFile(Path.Combine(run.Output, "metrics.csv")), (string?)science["files"]!["metrics.csv"]);
        Assert.DoesNotContain(run.Root,
            science.ToJsonString().Replace(System.Text.Json.JsonSerializer.Serialize(run.Corpus), "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Features_FolderOnTheLastLine_HoldsTheArrays()
    {
        using var run = new SmallRun();
        var folder = run.Run("features").Folder;
        using var logMel = NpyFile.Open(Path.Combine(folder, "logmel.npy"));
        Assert.Equal([12, 64, 215], logMel.Shape);
        var mfcc = NpyFile.ReadMatrix(Path.Combine(folder, "mfcc.npy"));
        Assert.Equal((12, 40), (mfcc.RowCount, mfcc.ColumnCount));
        Assert.Equal(12, CsvTable.Read(Path.Combine(folder, "tracks.csv")).Rows.Count);
    }

    [Fact]
    public void Run_BadClips_AreRowsWithReasonsAndCostNothingElse()
    {
        using var clean = new SmallRun();
        clean.Run("run");
        using var run = new SmallRun();
        BadClips.Add(run);
        Assert.Equal(0, run.Run("run").ExitCode);
        var failures = CsvTable.Read(Path.Combine(run.Output, "failures.csv")).Rows;
        Assert.Equal(["corrupt", "empty", "no-audio", "short", "missing"],
            failures.Select(row => row[0]).OrderBy(id => Array.IndexOf(["corrupt", "empty", "no-audio", "short", "missing"], id)));
        Assert.All(failures, row => Assert.NotEqual("", row[2]));
        Assert.Equal(clean.TableLines("metrics.csv"), run.TableLines("metrics.csv"));
        Assert.Equal(clean.TableLines("assignments.csv"), run.TableLines("assignments.csv"));
    }

    [Fact]
    public void Run_TracksWithWords_AreFusedWithThem()
    {
        using var run = new SmallRun();
        Directory.CreateDirectory(Path.Combine(run.Corpus, "words"));
        for (var i = 0; i < 4; i++)
        {
            File.WriteAllText(Path.Combine(run.Corpus, "words", $"{i}.txt"),
                i < 2 ? "love me do you know I love you so" : "steel and thunder burn the night away tonight");
            run.AddTrack($"sung-{i}", "Metal", $"audio/000/{i + 2:D6}.mp3", $"words/{i}.txt");
        }

        var result = run.Run("run");
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("lyrics: done", result.Errors, StringComparison.Ordinal);
        var audio = NpyFile.ReadMatrix(Path.Combine(run.Output, "embeddings", "mfcc-pca.npy"));
        var fused = NpyFile.ReadMatrix(Path.Combine(run.Output, "embeddings", "mfcc-pca+lyrics.npy"));
        Assert.InRange(fused.ColumnCount, audio.ColumnCount + 4, audio.ColumnCount + 128);
        Assert.All(Enumerable.Range(audio.ColumnCount, fused.ColumnCount - audio.ColumnCount), column => Assert.Equal(0, fused[0, column]));
        // Four rows with words, at weight ¼: their squared norms have the mean 1/16.
        var words = Enumerable.Range(12, 4)
            .Sum(row => Enumerable.Range(audio.ColumnCount, fused.ColumnCount - audio.ColumnCount).Sum(column => fused[row, column] * fused[row, column]));
        Assert.Equal(4.0 / 16, words, 5);
        Assert.Contains(run.TableLines("metrics.csv"), line => line.StartsWith("conv-ae+lyrics,k-means,k=2,1,ari,", StringComparison.Ordinal));

        var swept = run.Run("run", "--set", "fusion={\"weights\":[0,0.5],\"compare\":true}");
        Assert.True(swept.ExitCode == 0, swept.Errors);
        Assert.Equal(
            ["mfcc-pca+lyrics-0", "mfcc-pca+lyrics-0.5", "mfcc-pca+lyrics-concatenated", "mfcc-pca+lyrics-standardized"],
            CsvTable.Read(Path.Combine(run.Output, "fusion.csv")).Rows.Where(row => row[1] == "mfcc-pca").Select(row => row[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Run_PlainFolderWithoutGenres_HasEveryTableAndSaysWhatCannotBeSaid()
    {
        using var run = new SmallRun();
        File.Delete(run.Table);
        Directory.Delete(Path.Combine(run.Corpus, "audio"));
        for (var i = 1; i <= 5; i++)
        {
            File.Copy(Path.Combine(Repository.Sample, "audio", "000", $"{i:D6}.mp3"), Path.Combine(run.Corpus, $"{i}.mp3"));
        }

        var result = run.Run("run", "--set", "corpus.note=Chosen by length.");
        Assert.True(result.ExitCode == 0, result.Errors);
        var report = File.ReadAllText(Path.Combine(run.Output, "report.md"));
        Assert.Contains("\n- Chosen by length.\n", report, StringComparison.Ordinal);
        Assert.Contains("5 tracks without genres; 2 seeds.", report, StringComparison.Ordinal);
        // What needs genres is not there, not even to say that it is missing.
        Assert.DoesNotContain("could be compared", report, StringComparison.Ordinal);
        Assert.Contains("mfcc-pca,k-means,k=2,0,ari,,no track has a genre", run.TableLines("metrics.csv"));
        Assert.Contains("mfcc-pca,k-means,k=genres,0,silhouette,,no track has a genre", run.TableLines("metrics.csv"));
    }

    [Fact]
    public void Run_TooLittleMemory_SaysSoAndGoesOnWithMore()
    {
        using var run = new SmallRun();
        var small = CliProcess.Run(run.Arguments("run"), ("DOTNET_GCHeapHardLimit", "0x1000000"));
        Assert.Equal(1, small.ExitCode);
        Assert.Contains("There is not enough memory for this step.", small.Errors, StringComparison.Ordinal);
        Assert.Equal(0, CliProcess.Run(run.Arguments("run")).ExitCode);
    }

    [Fact]
    public void Run_OtherGenres_RunNothingBeforeEvaluation()
    {
        using var run = new SmallRun();
        run.Run("run");
        File.WriteAllText(run.Table, File.ReadAllText(run.Table).Replace("Metal", "Loud", StringComparison.Ordinal));
        var second = run.Run("run");
        Assert.All(["lyrics", "features", "train", "cluster"], stage => Assert.Contains($"{stage}: up to date", second.Errors, StringComparison.Ordinal));
        Assert.All(["evaluate", "report"], stage => Assert.Contains($"{stage}: done", second.Errors, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("fetch")]
    [InlineData("lyrics")]
    [InlineData("features")]
    [InlineData("train")]
    [InlineData("cluster")]
    [InlineData("evaluate")]
    [InlineData("report")]
    public void Run_OneStageDeleted_RunsThatStageAgainAndTheTablesStay(string stage)
    {
        using var run = new SmallRun();
        run.Run("run");
        var tables = run.Tables();
        Directory.Delete(Path.Combine(run.Cache, stage), recursive: true);
        var second = run.Run("run");
        // What is made again is the same, byte for byte, so nothing that depends on it has to be.
        Assert.All(Stages, name => Assert.Contains($"{name}: {(name == stage ? "done" : "up to date")}", second.Errors, StringComparison.Ordinal));
        Assert.Equal(tables, run.Tables());
    }

    [Fact]
    public void Verify_TablesOfThisProgram_AreReproduced()
    {
        using var run = new SmallRun();
        run.Run("run");
        var fine = run.Run("verify");
        Assert.True(fine.ExitCode == 0, fine.Errors);
        Assert.Contains("tables are the same, byte by byte.", fine.Errors, StringComparison.Ordinal);
        var path = Path.Combine(run.Output, "metrics.csv");
        File.WriteAllText(path, File.ReadAllText(path).Replace(",ari,0.", ",ari,1.", StringComparison.Ordinal));
        var changed = run.Run("verify");
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("metrics.csv: ", changed.Errors, StringComparison.Ordinal);
    }
}
