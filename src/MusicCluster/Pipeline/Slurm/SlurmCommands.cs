using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using MusicCluster.Foundation;
using MusicCluster.Pipeline.Shards;

namespace MusicCluster.Pipeline.Slurm;

/// <summary>Slurm by its commands <c>sbatch</c>, <c>squeue</c> and <c>scancel</c>.</summary>
internal sealed class SlurmCommands : ISlurm
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>What the commands say while the controller is away, restarts or is overloaded.</summary>
    private static readonly string[] Silences =
        ["contact", "timed out", "Connection refused", "try again", "Resource temporarily unavailable", "Zero Bytes", "Transport endpoint", "Communication"];

    public long Submit(string script, IReadOnlyList<int> indexes)
    {
        var answer = Run("sbatch", "--parsable", $"--array={IndexRanges.Format(indexes)}", script);
        // 123, or 123;name of the cluster.
        return long.TryParse(answer.Trim().Split(';')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var job)
            ? job
            : throw new UserException($"sbatch answered '{answer.Trim()}'; the number of a job was expected.");
    }

    public IReadOnlyList<SlurmTask> Tasks(string name) => SlurmTask.Parse(Run(
        "squeue", "--noheader", "--array", "--states=all", $"--user={Environment.UserName}", $"--name={name}", $"--format={SlurmTask.Format}"));

    public void Cancel(IEnumerable<SlurmTask> tasks)
    {
        foreach (var job in tasks.GroupBy(task => task.Job))
        {
            try
            {
                Run("scancel", [.. job.Select(task => string.Create(CultureInfo.InvariantCulture, $"{task.Job}_{task.Index}"))]);
            }
            catch (Exception error) when (error is UserException or SlurmSilenceException)
            {
                // Ended meanwhile, or goes on in vain: either is harmless.
            }
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill();
                throw new SlurmSilenceException($"{program} has not answered for {Patience.TotalMinutes:F0} minutes");
            }

            return process.ExitCode == 0 ? output.Result : throw Failure(program, errors.Result);
        }
        catch (Win32Exception error)
        {
            throw new UserException(
                $"'{program}' cannot be started: --slurm needs Slurm's commands on this machine; run it where sbatch works, or leave it out.", error);
        }
    }

    private static Exception Failure(string program, string errors)
    {
        var message = errors.Trim().Split('\n')[^1];
        return Silences.Any(silence => errors.Contains(silence, StringComparison.OrdinalIgnoreCase))
            ? new SlurmSilenceException(message)
            : new UserException($"Slurm refuses: {message} (of {program}; see the keys of 'cluster' in the profile).");
    }
}
