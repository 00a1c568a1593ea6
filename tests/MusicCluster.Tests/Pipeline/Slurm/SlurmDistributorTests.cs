using MusicCluster.Foundation;
using MusicCluster.Pipeline;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Profiles;
using MusicCluster.Pipeline.Shards;
using MusicCluster.Pipeline.Slurm;
using Xunit;

namespace MusicCluster.Tests.Pipeline.Slurm;

/// <summary>The watch over a Slurm that does whatever a test wants.</summary>
public sealed class SlurmDistributorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<string> told = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Complete_ShardsThatGetDone_SubmitsOnceAndMerges()
    {
        var (work, slurm) = (new FakeWork(), new FakeSlurm());
        slurm.OnSubmit = shards => Assert.All(shards, shard => work.Done.Add(shard));
        Assert.True(Spreader(slurm).Complete(work));
        Assert.Equal(["1-3"], slurm.Submitted);
        Assert.Equal(3, work.MergedCount);
        Assert.False(Spreader(slurm).Complete(work));
    }

    [Fact]
    public void Complete_SomePartsThere_SubmitsTheOthers()
    {
        var (work, slurm) = (new FakeWork(), new FakeSlurm());
        work.Done.Add(2);
        slurm.OnSubmit = shards => Assert.All(shards, shard => work.Done.Add(shard));
        Spreader(slurm).Complete(work);
        Assert.Equal(["1,3"], slurm.Submitted);
        Assert.Contains("--shard \"$SLURM_ARRAY_TASK_ID/3\"", File.ReadAllText(slurm.Script), StringComparison.Ordinal);
    }

    [Fact]
    public void Complete_ControllerAwayForAWhile_ConcludesNothing()
    {
        var (work, slurm) = (new FakeWork(), new FakeSlurm { SilentCount = 3 });
        slurm.OnSubmit = shards => Assert.All(shards, shard => work.Done.Add(shard));
        Spreader(slurm).Complete(work);
        Assert.Equal(["1-3"], slurm.Submitted);
    }

    [Fact]
    public void Complete_TaskPutAside_IsCancelledAndSubmittedAgain()
    {
        var (work, slurm) = (new FakeWork(), new FakeSlurm());
        slurm.OnSubmit = shards =>
        {
            Assert.All(shards, shard => Assert.True(slurm.Submitted.Count == 2 || shard == 2 || work.Done.Add(shard)));
            slurm.Queue = slurm.Submitted.Count == 1 ? [new SlurmTask(1, 2, "PENDING", "launch failed requeued held")] : [];
            Assert.True(slurm.Submitted.Count == 1 || work.Done.Add(2));
        };
        Spreader(slurm).Complete(work);
        Assert.Equal(["1-3", "2"], slurm.Submitted);
        Assert.Contains(new SlurmTask(1, 2, "PENDING", "launch failed requeued held"), slurm.Cancelled);
    }

    [Fact]
    public void Complete_PartsThereWhileTasksRun_MergesAndCancelsWhatIsLeft()
    {
        var (work, slurm) = (new FakeWork(), new FakeSlurm());
        var copy = new SlurmTask(1, 3, "RUNNING", "None");
        slurm.OnSubmit = shards =>
        {
            Assert.All(shards, shard => work.Done.Add(shard));
            slurm.Queue = [copy];
        };
        Spreader(slurm).Complete(work);
        Assert.Equal(3, work.MergedCount);
        Assert.Equal([copy], slurm.Cancelled);
    }

    [Fact]
    public void Complete_EndsWellThriceWithoutAPart_SaysSoInOneSentence()
    {
        var (work, slurm) = (new FakeWork(), new FakeSlurm());
        slurm.OnSubmit = shards =>
        {
            Assert.All(shards, shard => Assert.True(shard == 2 || work.Done.Add(shard)));
            slurm.Queue = [.. slurm.Queue, new SlurmTask(slurm.Submitted.Count, 2, "COMPLETED", "None")];
        };
        var error = Assert.Throws<UserException>(() => Spreader(slurm).Complete(work));
        Assert.StartsWith("Shard 2/3 of features failed 3 times on Slurm (at last COMPLETED, None); its log is '", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1-3", "2", "2"], slurm.Submitted);
    }

    private SlurmDistributor Spreader(ISlurm slurm)
    {
        var profile = new Profile { Name = "p", Slurm = new SlurmOptions(Shards: 3, PollSeconds: 0.1) };
        var cache = new StageCache(folder["cache"], TestContext.Current.CancellationToken);
        var context = new RunContext(profile, new Workspace(folder.Path), cache, folder["out"],
            new Progress<StageProgress>(), TestContext.Current.CancellationToken);
        return new SlurmDistributor(context, slurm, ["program"], told.Add) { FilePatience = TimeSpan.Zero };
    }

    private sealed class FakeWork : ShardedWork
    {
        public HashSet<int> Done { get; } = [];

        public int MergedCount { get; private set; }

        public override string Stage => "features";

        public override string Key => "0123456789abcdef";

        public override bool IsComplete => MergedCount > 0;

        public override bool IsThere(Shard shard) => Done.Contains(shard.Index);

        public override StageResult Run(Shard shard) => throw new NotSupportedException();

        protected override void Join(int count) => MergedCount = count;
    }

    private sealed class FakeSlurm : ISlurm
    {
        public Action<IReadOnlyList<int>> OnSubmit { get; set; } = _ => { };

        public int SilentCount { get; set; }

        public List<string> Submitted { get; } = [];

        public List<SlurmTask> Cancelled { get; } = [];

        public IReadOnlyList<SlurmTask> Queue { get; set; } = [];

        public string Script { get; private set; } = "";

        public long Submit(string script, IReadOnlyList<int> indexes)
        {
            Script = script;
            Submitted.Add(IndexRanges.Format(indexes));
            OnSubmit(indexes);
            return Submitted.Count;
        }

        public IReadOnlyList<SlurmTask> Tasks(string name) =>
            SilentCount-- > 0 ? throw new SlurmSilenceException("Unable to contact slurm controller") : Queue;

        public void Cancel(IEnumerable<SlurmTask> tasks) => Cancelled.AddRange(tasks);
    }
}
