using System.CommandLine;
using System.Globalization;
using MusicCluster.Pipeline;
using MusicCluster.Pipeline.Shards;
using MusicCluster.Pipeline.Slurm;

namespace MusicCluster.Cli;

/// <summary><c>--slurm --shards N --partition P</c>: long stages in parts on other machines.</summary>
internal sealed class SlurmArguments
{
    private readonly Option<bool> slurm = new("--slurm") { Description = "Run lyrics, features and training as job arrays on Slurm, and wait for them." };

    /// <summary>The older spelling of <c>--slurm</c>.</summary>
    private readonly Option<string?> cluster = new("--cluster") { Hidden = true };

    private readonly Option<int?> shards = new("--shards") { Description = "Parts of each such stage (slurm.shards of the profile)." };

    private readonly Option<string?> partition = new("--partition") { Description = "Slurm's partition (slurm.partition of the profile)." };

    public static IReadOnlyList<string> Program
    {
        get
        {
            var host = Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path
                : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
            return [host, "exec", typeof(SlurmArguments).Assembly.Location];
        }
    }

    public void AddTo(Command command, bool withSwitch = true)
    {
        if (withSwitch)
        {
            cluster.AcceptOnlyFromAmong("slurm");
            command.Add(slurm);
            command.Add(cluster);
        }

        command.Add(shards);
        command.Add(partition);
    }

    /// <summary>The overrides of the profile that the arguments stand for.</summary>
    public IEnumerable<string> Overrides(ParseResult parsed)
    {
        if (parsed.GetResult(shards) is { Implicit: false })
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"slurm.shards={parsed.GetValue(shards)}");
        }

        if (parsed.GetResult(partition) is { Implicit: false } && parsed.GetValue(partition) is { } name)
        {
            yield return $"slurm.partition=\"{name}\"";
        }
    }

    /// <summary>Distributes long stages over other machines; null where they run here.</summary>
    public IStageDistributor? Distributor(ParseResult parsed, RunContext context, Action<string> report) =>
        parsed.GetValue(slurm) || parsed.GetResult(cluster) is { Implicit: false } ? new SlurmDistributor(context, new SlurmCommands(), Program, report) : null;
}
