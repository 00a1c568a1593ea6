using System.Diagnostics;
using System.Globalization;
using MusicCluster.Foundation;
using MusicCluster.Pipeline.Shards;

namespace MusicCluster.Pipeline.Slurm;

/// <summary>Has the parts of a stage done by Slurm: submits what is missing, watches, submits again what failed, merges.</summary>
/// <remarks>The files decide what is done. The queue says only whether somebody still works on what is not.</remarks>
/// <param name="context">The run.</param>
/// <param name="slurm">Slurm.</param>
/// <param name="program">The command that the jobs run, up to its verb.</param>
/// <param name="tell">Told what was submitted, and how to come back.</param>
internal sealed class SlurmDistributor(RunContext context, ISlurm slurm, IReadOnlyList<string> program, Action<string> tell) : IStageDistributor
{
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromMinutes(15);
    private readonly SlurmOptions options = context.Profile.Slurm;

    /// <summary>How long the files of a task that ended well may take to be seen from here: NFS keeps what it knows of a folder for a minute.</summary>
    public TimeSpan FilePatience { get; init; } = TimeSpan.FromSeconds(75);

    public bool Complete(ShardedWork work)
    {
        if (work.IsComplete)
        {
            return false;
        }

        var folder = new JobFolder(context.Cache, work);
        try
        {
            var count = Attach(folder, work);
            Watch(work, folder, count);
            // Copies of what is there, on machines that were thought dead, or waiting to be run again.
            slurm.Cancel(Ask(() => slurm.Tasks(folder.Name)).Where(task => task.IsActive || task.IsStuck));
            work.Merge(count);
            return true;
        }
        catch (OperationCanceledException)
        {
            tell($"The jobs of {work.Stage} go on in Slurm: the same command comes back to them; scancel --name={folder.Name} cancels them.");
            throw;
        }
    }

    /// <summary>The number of shards: that of jobs which are still at work, else the profile's.</summary>
    private int Attach(JobFolder folder, ShardedWork work)
    {
        var active = Ask(() => slurm.Tasks(folder.Name)).Where(task => task.IsActive).ToList();
        if (active.Count == 0 || folder.ShardCount() is not { } count)
        {
            work.Renew(options.Shards);
            return options.Shards;
        }

        var other = count == options.Shards ? "" : $", not to the {options.Shards} shards asked for";
        tell($"Jobs {Jobs(active)} are at work on this in {count} shards: coming back to them{other}.");
        return count;
    }

    private void Watch(ShardedWork work, JobFolder folder, int count)
    {
        var watch = new ShardWatch(FilePatience);
        var clock = Stopwatch.StartNew();
        var missing = work.Missing(count);
        var before = missing.Count;
        while (missing.Count > 0)
        {
            var tasks = Ask(() => slurm.Tasks(folder.Name));
            slurm.Cancel(tasks.Where(task => task.IsStuck));
            // A part may have come between the look at the files and the look at the queue.
            missing = work.Missing(count);
            var due = watch.Due(missing, tasks, clock.Elapsed);
            ThrowIfGivenUp(work, folder, count, watch, tasks, due);
            if (due.Count > 0)
            {
                Submit(work, folder, count, due);
                watch.CountAttempt(due);
            }

            Report(work, before, missing, tasks, watch);
            context.Cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(options.PollSeconds));
            context.Cancellation.ThrowIfCancellationRequested();
            missing = work.Missing(count);
        }
    }

    private void Submit(ShardedWork work, JobFolder folder, int count, IReadOnlyList<int> shards)
    {
        folder.Write(context, program, work.Stage, count);
        var job = Ask(() => slurm.Submit(folder.Script, shards));
        tell($"{work.Stage}: submitted job {job}, shards {IndexRanges.Format(shards)} of {count}; logs in {folder.Path}");
    }

    private void ThrowIfGivenUp(ShardedWork work, JobFolder folder, int count, ShardWatch watch, IReadOnlyList<SlurmTask> tasks, IReadOnlyList<int> due)
    {
        var given = due.Where(shard => watch.AttemptCount(shard) >= options.MaximumAttempts).ToList();
        if (given.Count == 0)
        {
            return;
        }

        var shard = given[0];
        var end = tasks.Where(task => task.Index == shard).MaxBy(task => task.Job);
        var words = folder.LastWords(shard);
        throw new UserException(
            $"Shard {shard}/{count} of {work.Stage} failed {watch.AttemptCount(shard)} times on Slurm"
            + (given.Count > 1 ? $", and so did {IndexRanges.Format([.. given.Skip(1)])}" : "")
            + $" (at last {(end is null ? "without a trace in the queue" : $"{end.State}, {end.Reason}")}{(words.Length > 0 ? $": {words}" : "")}); "
            + $"its log is '{folder.Log(shard)}'; mend the cause and run the same command again, which keeps what is done.");
    }

    private void Report(ShardedWork work, int before, IReadOnlyList<int> missing, IReadOnlyList<SlurmTask> tasks, ShardWatch watch)
    {
        var open = missing.ToHashSet();
        var active = tasks.Where(task => task.IsActive && open.Contains(task.Index)).ToList();
        var running = active.Count(task => task.IsRunning);
        var pending = active.Where(task => !task.IsRunning).ToList();
        var again = missing.Count(shard => watch.AttemptCount(shard) > 1);
        var reasons = string.Join(", ", pending.Select(task => task.Reason).Where(reason => reason is not ("None" or "")).Distinct().Take(3));
        context.Progress.Report(new StageProgress(
            $"{work.Stage} on Slurm", before - missing.Count, before, "shards", string.Create(
                CultureInfo.InvariantCulture,
                $"{running} running, {pending.Count} pending{(reasons.Length > 0 ? $" ({reasons})" : "")}, {again} failed and submitted again")));
    }

    /// <summary>Asks again while Slurm is silent: a controller that restarts says nothing about the jobs.</summary>
    private T Ask<T>(Func<T> question)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return question();
            }
            catch (SlurmSilenceException error) when (clock.Elapsed < SilenceLimit)
            {
                context.Progress.Report(new StageProgress("waiting for Slurm", 0, 0, "answers", error.Message));
                context.Cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(options.PollSeconds));
                context.Cancellation.ThrowIfCancellationRequested();
            }
            catch (SlurmSilenceException error)
            {
                throw new UserException(
                    $"Slurm has not answered for {SilenceLimit.TotalMinutes:F0} minutes ({error.Message}); its jobs may go on: "
                    + "run the same command again when it is back.", error);
            }
        }
    }

    private static string Jobs(IEnumerable<SlurmTask> tasks) =>
        string.Join(", ", tasks.Select(task => task.Job).Distinct().Order().Select(job => job.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>Slurm does not answer just now: nothing follows from that for the jobs.</summary>
internal sealed class SlurmSilenceException(string message) : Exception(message);
