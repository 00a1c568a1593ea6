using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Tables;
using MusicCluster.Pipeline.Shards;
using Xunit;

namespace MusicCluster.Tests.Cli;

/// <summary>Stages in parts leave the bytes of a run without parts.</summary>
public sealed class ShardTests
{
    private static readonly string[] NotCompared = ["stage.json", "timing.json"];

    [Fact]
    public void Features_InParts_AreTheBytesOfTheWhole()
    {
        using var whole = NewRun();
        var expected = Files(whole.Run("features", Extended).Folder);
        Assert.Contains("crops.logmel.npy", expected.Keys);
        Assert.Equal(4, CsvTable.Read(Path.Combine(whole.Run("features", Extended).Folder, "failures.csv")).Rows.Count);
        foreach (var count in new[] { 1, 2, 3, 7 })
        {
            using var run = NewRun();
            for (var index = count; index >= 1; index--)
            {
                var part = run.Run("features", [.. Extended, "--shard", $"{index}/{count}"]);
                Assert.True(part.ExitCode == 0, part.Errors);
            }

            var merged = run.Run("merge", ["features", "--shards", $"{count}", .. Extended]);
            Assert.True(merged.ExitCode == 0, merged.Errors);
            Assert.Equal(expected, Files(merged.Folder));
            Assert.Contains("features: up to date", run.Run("features", Extended).Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Lyrics_InParts_AreTheBytesOfTheWhole()
    {
        using var whole = NewSungRun();
        var expected = Files(whole.Run("lyrics").Folder);
        Assert.Equal(5, expected.Keys.Count(name => name.StartsWith("text/", StringComparison.Ordinal)));
        foreach (var count in new[] { 1, 2, 3, 7 })
        {
            using var run = NewSungRun();
            for (var index = 1; index <= count; index++)
            {
                var part = run.Run("lyrics", "--shard", $"{index}/{count}");
                Assert.True(part.ExitCode == 0, part.Errors);
            }

            var merged = run.Run("merge", "lyrics", "--shards", $"{count}");
            Assert.True(merged.ExitCode == 0, merged.Errors);
            Assert.Equal(expected, Files(merged.Folder));
            Assert.Contains("lyrics: up to date", run.Run("lyrics").Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Features_MoreShardsThanTracks_HaveEmptyPartsAndTheSameBytes()
    {
        using var whole = new SmallRun(4);
        using var run = new SmallRun(4);
        var table = CsvTable.Read(run.Table);
        var ids = table.Rows.Select(row => row[table.Column("track_id")]).ToList();
        Assert.True(ids.Select(id => Shard.IndexOf(id, 7)).Distinct().Count() < 7);
        for (var index = 1; index <= 7; index++)
        {
            Assert.Equal(0, run.Run("features", "--shard", $"{index}/7").ExitCode);
        }

        Assert.Equal(Files(whole.Run("features").Folder), Files(run.Run("merge", "features", "--shards", "7").Folder));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Train_InParts_IsTheBytesOfTheWhole()
    {
        using var whole = new SmallRun();
        Assert.Equal(0, whole.Run("run").ExitCode);
        var expected = Files(Path.Combine(whole.Cache, "train"));
        var tables = whole.Tables();
        foreach (var count in new[] { 1, 2, 3, 7 })
        {
            using var run = new SmallRun();
            run.Run("features");
            for (var index = 1; index <= count; index++)
            {
                var part = run.Run("train", "--shard", $"{index}/{count}");
                Assert.True(part.ExitCode == 0, part.Errors);
            }

            Assert.Equal(0, run.Run("merge", "train", "--shards", $"{count}").ExitCode);
            Assert.Equal(expected, Files(Path.Combine(run.Cache, "train")));
            if (count != 3)
            {
                continue;
            }

            var rest = run.Run("run");
            Assert.Contains("train: up to date", rest.Errors, StringComparison.Ordinal);
            Assert.Equal(tables, run.Tables());
        }
    }

    [Fact]
    public void Merge_PartsMissing_NamesThemInOneSentence()
    {
        using var run = new SmallRun();
        run.Run("features", "--shard", "2/5");
        var merged = run.Run("merge", "features", "--shards", "5");
        Assert.Equal(1, merged.ExitCode);
        Assert.Contains("features: 4 of 5 parts are missing: 1,3-5; do each with 'features --shard 1/5'", merged.Errors, StringComparison.Ordinal);
        run.Run("features");
        run.Run("train", "--shard", "1/2");
        Assert.Contains("train: 1 of 2 parts is missing: 2;", run.Run("merge", "train", "--shards", "2").Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_ListThatGrew_KeepsThePartsOfOtherTracks()
    {
        using var run = new SmallRun();
        for (var index = 1; index <= 3; index++)
        {
            run.Run("features", "--shard", $"{index}/3");
        }

        run.AddTrack("new", "Metal", "audio/000/000002.mp3");
        for (var index = 1; index <= 3; index++)
        {
            var isHome = Shard.IndexOf("new", 3) == index;
            Assert.Contains(isHome ? "features: done" : "features: up to date", run.Run("features", "--shard", $"{index}/3").Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Features_TwoCopiesOfOneShard_AreHarmless()
    {
        using var run = new SmallRun();
        using var whole = new SmallRun();
        Parallel.For(0, 3, new ParallelOptions { MaxDegreeOfParallelism = 3 }, _ => Assert.Equal(0, run.Run("features", "--shard", "1/1").ExitCode));
        Assert.Equal(Files(whole.Run("features").Folder), Files(run.Run("merge", "features", "--shards", "1").Folder));
        Assert.Empty(Directory.EnumerateDirectories(run.Cache, ".*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Train_ShardWithoutFeatures_SaysWhatToRun()
    {
        using var run = new SmallRun();
        var result = run.Run("train", "--shard", "1/2");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("needs the features", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8/7")]
    [InlineData("0/7")]
    [InlineData("3")]
    [InlineData("a/b")]
    public void Shard_NoShard_IsAWrongArgument(string text)
    {
        using var run = new SmallRun();
        var result = run.Run("features", "--shard", text);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"Shard '{text}' is none", result.Errors, StringComparison.Ordinal);
    }

    private static string[] Extended => ["--set", "features.extended=true", "--set", "features.crops=3"];

    private static SmallRun NewRun()
    {
        var run = new SmallRun();
        BadClips.Add(run);
        return run;
    }

    private static SmallRun NewSungRun()
    {
        var run = new SmallRun();
        Directory.CreateDirectory(Path.Combine(run.Corpus, "words"));
        for (var i = 0; i < 6; i++)
        {
            // The sixth has too few words.
            File.WriteAllText(Path.Combine(run.Corpus, "words", $"{i}.txt"), i < 5 ? $"love me do you know I love you so and {i} more" : "la");
            run.AddTrack($"sung {i}", "Metal", $"audio/000/{i + 2:D6}.mp3", $"words/{i}.txt");
        }

        return run;
    }

    /// <summary>Every file's digest by its path.</summary>
    private static SortedDictionary<string, string> Files(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => !NotCompared.Contains(Path.GetFileName(path)))
            .ToDictionary(path => Path.GetRelativePath(folder, path), Digest.OfFile),
        StringComparer.Ordinal);
}
