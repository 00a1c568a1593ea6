using MusicCluster.Pipeline.Slurm;
using Xunit;

namespace MusicCluster.Tests.Pipeline.Slurm;

public sealed class SlurmTaskTests
{
    [Fact]
    public void Parse_LinesOfSqueue_AreTasks()
    {
        var tasks = SlurmTask.Parse("12|3|RUNNING|None\n12|4-5%2|PENDING|Resources\n13|N/A|RUNNING|None\n\nnoise\n");
        Assert.Equal(
            [new SlurmTask(12, 3, "RUNNING", "None"), new SlurmTask(12, 4, "PENDING", "Resources"), new SlurmTask(12, 5, "PENDING", "Resources")], tasks);
    }

    [Theory]
    [InlineData("PENDING", "Resources", true)]
    [InlineData("PENDING", "JobHeldUser", true)]
    [InlineData("REQUEUED", "None", true)]
    [InlineData("A_STATE_OF_TOMORROW", "None", true)]
    [InlineData("PENDING", "launch failed requeued held", false)]
    [InlineData("PENDING", "DependencyNeverSatisfied", false)]
    [InlineData("FAILED", "NonZeroExitCode", false)]
    [InlineData("NODE_FAIL", "None", false)]
    [InlineData("COMPLETED", "None", false)]
    public void IsActive_StateAndReason_SayWhetherToWait(string state, string reason, bool isActive) =>
        Assert.Equal(isActive, new SlurmTask(1, 1, state, reason).IsActive);

    [Fact]
    public void Due_TaskThatEndedWellWithoutFiles_IsWaitedForFirst()
    {
        var watch = new ShardWatch(TimeSpan.FromSeconds(60));
        SlurmTask[] done = [new(7, 1, "COMPLETED", "None"), new(7, 2, "FAILED", "NonZeroExitCode")];
        watch.CountAttempt([1, 2]);
        Assert.Equal([2], watch.Due([1, 2], done, TimeSpan.Zero));
        Assert.Equal([], watch.Due([1], done, TimeSpan.FromSeconds(59)));
        Assert.Equal([1], watch.Due([1], done, TimeSpan.FromSeconds(60)));
        // Submitted again, it is waited for anew.
        watch.CountAttempt([1]);
        Assert.Equal([], watch.Due([1], [], TimeSpan.FromSeconds(61)));
        Assert.Equal([1], watch.Due([1], [], TimeSpan.FromSeconds(121)));
    }

    [Fact]
    public void Due_NothingOfOursInTheQueue_IsSubmittedAtOnce()
    {
        var watch = new ShardWatch(TimeSpan.FromSeconds(60));
        Assert.Equal([1, 2], watch.Due([1, 2], [new(3, 2, "COMPLETED", "None")], TimeSpan.Zero));
    }

    [Fact]
    public void Due_TasksOfAnEarlierRun_CountAsTheFirstAttempt()
    {
        var watch = new ShardWatch(TimeSpan.FromSeconds(60));
        Assert.Equal([], watch.Due([1], [new(3, 1, "FAILED", ""), new(4, 1, "RUNNING", "")], TimeSpan.Zero));
        Assert.Equal(1, watch.AttemptCount(1));
    }
}
