using System.Text.Json;
using MusicCluster.Foundation;
using MusicCluster.Pipeline;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Profiles;
using MusicCluster.Pipeline.Shards;
using MusicCluster.Pipeline.Slurm;
using Xunit;

namespace MusicCluster.Tests.Pipeline.Slurm;

public sealed class JobFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Any difference would give the jobs another key than the run that waits for them.</summary>
    [Fact]
    public void Write_EveryProfileThatComesAlong_IsReadBackTheSame()
    {
        var paths = Directory.EnumerateFiles(Path.Combine(Repository.Root, "data", "profiles"), "*.json")
            .Where(path => !path.EndsWith(".schema.json", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(paths);
        Assert.All(paths, path =>
        {
            var profile = ProfileReader.Read(path, ["compute.device=cpu"]);
            var cache = new StageCache(folder["cache"], TestContext.Current.CancellationToken);
            var context = new RunContext(
                profile, new Workspace(Repository.Root), cache, folder["out"], new Progress<StageProgress>(), TestContext.Current.CancellationToken);
            var jobs = new JobFolder(cache, new NoWork(profile.Name));
            jobs.Write(context, ["program"], "train", 7);
            Assert.Equal(7, jobs.ShardCount());
            var read = ProfileReader.Read(Path.Combine(jobs.Path, profile.Name + ".json"), []);
            Assert.Equal(JsonSerializer.Serialize(profile, ProfileJson.Options), JsonSerializer.Serialize(read, ProfileJson.Options));
        });
    }

    [Fact]
    public void Name_AnotherCacheOrKey_IsAnother()
    {
        var (cache, other) = (new StageCache(folder["cache"], default), new StageCache(folder["other"], default));
        string[] names = [new JobFolder(cache, new NoWork("a")).Name, new JobFolder(other, new NoWork("a")).Name, new JobFolder(cache, new NoWork("b")).Name];
        Assert.Equal(3, names.Distinct().Count());
        Assert.All(names, name => Assert.StartsWith("musiccluster-train-", name, StringComparison.Ordinal));
    }

    private sealed class NoWork(string key) : ShardedWork
    {
        public override string Stage => "train";

        public override string Key => key;

        public override bool IsComplete => false;

        public override bool IsThere(Shard shard) => false;

        public override StageResult Run(Shard shard) => throw new NotSupportedException();

        protected override void Join(int count) => throw new NotSupportedException();
    }
}
