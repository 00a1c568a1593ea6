using MusicCluster.Foundation;
using MusicCluster.Pipeline.Cache;
using Xunit;

namespace MusicCluster.Tests.Pipeline.Cache;

public sealed class StageCacheTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private StageCache Cache => new(folder.Path, TestContext.Current.CancellationToken);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void GetOrProduce_SecondTime_IsUpToDate()
    {
        var count = 0;
        var stage = Stage(path => { count++; File.WriteAllText(Path.Combine(path, "a.txt"), "x"); });
        Assert.False(Cache.GetOrProduce(stage).WasUpToDate);
        var second = Cache.GetOrProduce(stage);
        Assert.True(second.WasUpToDate);
        Assert.Equal(1, count);
        Assert.Equal("x", File.ReadAllText(second.PathOf("a.txt")));
        Assert.Equal("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881", second.FileDigests["a.txt"]);
    }

    [Fact]
    public void KeyOf_AnythingNamed_ChangesIt()
    {
        var stage = Stage(_ => { });
        StageDefinition[] others =
        [
            stage with { Name = "other" }, stage with { Revision = 2 }, stage with { Settings = new { Size = 2 } },
            stage with { Inputs = [new StageInput("a", "2")] }, stage with { Inputs = [new StageInput("b", "1")] },
        ];
        Assert.Equal(6, others.Append(stage).Select(StageCache.KeyOf).Distinct().Count());
        Assert.Equal(StageCache.KeyOf(stage), StageCache.KeyOf(stage with { Settings = new { Size = 1 } }));
    }

    [Fact]
    public void GetOrProduce_Failure_LeavesNoOutput()
    {
        var stage = Stage(path => { File.WriteAllText(Path.Combine(path, "half.txt"), ""); throw new InvalidOperationException(); });
        Assert.Throws<InvalidOperationException>(() => Cache.GetOrProduce(stage));
        Assert.Null(Cache.Find(stage));
        var repaired = Cache.GetOrProduce(stage with { Produce = path => File.WriteAllText(Path.Combine(path, "whole.txt"), "") });
        Assert.Equal(["whole.txt"], repaired.FileDigests.Keys);
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(folder.Path, "stage"), ".*"));
    }

    [Fact]
    public void GetOrProduce_FolderTakenAwayMeanwhile_SaysSoAndLeavesNoOutput()
    {
        var stage = Stage(path =>
        {
            File.WriteAllText(Path.Combine(path, "lost.txt"), "");
            Directory.Delete(path, recursive: true);
            Directory.CreateDirectory(path);
            File.WriteAllText(Path.Combine(path, "kept.txt"), "");
        });
        Assert.Contains("was removed while it was written; run the same command again.",
            Assert.Throws<UserException>(() => Cache.GetOrProduce(stage)).Message, StringComparison.Ordinal);
        Assert.Null(Cache.Find(stage));
    }

    [Fact]
    public void GetOrProduce_FileOfAnOutputDeleted_MakesItAgain()
    {
        var stage = Stage(path => File.WriteAllText(Path.Combine(path, "a.txt"), "x"));
        File.Delete(Cache.GetOrProduce(stage).PathOf("a.txt"));
        Assert.Null(Cache.Find(stage));
        Assert.Equal("x", File.ReadAllText(Cache.GetOrProduce(stage).PathOf("a.txt")));
    }

    [Fact]
    public void GetOrProduce_ManyAtOnce_WorksOnce()
    {
        var count = 0;
        var stage = Stage(path =>
        {
            Interlocked.Increment(ref count);
            Thread.Sleep(50);
            File.WriteAllText(Path.Combine(path, "a.txt"), "x");
        });
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => Cache.GetOrProduce(stage));
        Assert.Equal(1, count);
    }

    [Fact]
    public void Find_FolderWithoutItsRecord_IsNoOutput()
    {
        var stage = Stage(path => File.WriteAllText(Path.Combine(path, "a.txt"), "x"));
        File.Delete(Path.Combine(Cache.GetOrProduce(stage).Folder, "stage.json"));
        Assert.Null(Cache.Find(stage));
        Assert.False(Cache.GetOrProduce(stage).WasUpToDate);
    }

    [Fact]
    public void GetOrRace_ManyAtOnce_OneWinsAndNothingIsLeft()
    {
        using var together = new Barrier(4);
        var stage = Stage(path =>
        {
            together.SignalAndWait(TestContext.Current.CancellationToken);
            File.WriteAllText(Path.Combine(path, "a.txt"), "x");
        });
        var threads = Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () => Cache.GetOrRace(stage), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        var outputs = threads.Select(thread => thread.GetAwaiter().GetResult()).ToList();
        Assert.Single(outputs, output => !output.WasUpToDate);
        Assert.All(outputs, output => Assert.Equal(["a.txt"], output.FileDigests.Keys));
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(folder.Path, "stage"), ".*"));
    }

    [Fact]
    public void GetOrRace_FolderTakenAwayMeanwhile_IsNoOutput()
    {
        var stage = Stage(path =>
        {
            Directory.Delete(path, recursive: true);
            Directory.CreateDirectory(path);
            File.WriteAllText(Path.Combine(path, "rest.txt"), "half");
        });
        Assert.Contains("was removed while it was written",
            Assert.Throws<MusicCluster.Foundation.UserException>(() => Cache.GetOrRace(stage)).Message, StringComparison.Ordinal);
        Assert.Null(Cache.Find(stage));
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(folder.Path, "stage"), ".*"));
    }

    [Fact]
    public void GetOrRace_KilledCopySavedItsWork_GoesOnFromIt()
    {
        var stage = Stage(_ => throw new InvalidOperationException("killed")) with { Resumes = true };
        var killed = stage with
        {
            Produce = path =>
            {
                File.WriteAllText(Path.Combine(path, "saved.txt"), "epoch 7");
                throw new InvalidOperationException("killed");
            },
        };
        Assert.Throws<InvalidOperationException>(() => Cache.GetOrRace(killed));
        var seen = "";
        Cache.GetOrRace(stage with { Produce = path => seen = File.ReadAllText(Path.Combine(path, "saved.txt")) });
        Assert.Equal("epoch 7", seen);
        Cache.RemoveCopies(stage);
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(folder.Path, "stage"), ".*"));
    }

    private static StageDefinition Stage(Action<string> produce) =>
        new("stage", 1, new { Size = 1 }, [new StageInput("a", "1")], produce);
}
