using System.CommandLine;
using System.Globalization;
using MusicCluster.Pipeline;
using MusicCluster.Pipeline.Shards;
using MusicCluster.Pipeline.Slurm;

namespace MusicCluster.Cli;

/// <summary><c>--cluster slurm --shards N --partition P</c>: long stages in parts on other machines.</summary>
internal sealed class ClusterArguments
{
    private readonly Option<string?> cluster = new("--cluster") { Description = "slurm: do lyrics, features and training as job arrays on Slurm, and wait for them." };

    private readonly Option<int?> shards = new("--shards") { Description = "Parts of each such stage (cluster.shards of the profile)." };

    private readonly Option<string?> partition = new("--partition") { Description = "Slurm's partition (cluster.partition of the profile)." };

    public static IReadOnlyList<string> Program
    {
        get
        {
            var host = Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path
                : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
            return [host, "exec", typeof(ClusterArguments).Assembly.Location];
        }
    }

    public void AddTo(Command command, bool withCluster = true)
    {
        if (withCluster)
        {
            cluster.AcceptOnlyFromAmong("slurm");
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
            yield return string.Create(CultureInfo.InvariantCulture, $"cluster.shards={parsed.GetValue(shards)}");
        }

        if (parsed.GetResult(partition) is { Implicit: false } && parsed.GetValue(partition) is { } name)
        {
            yield return $"cluster.partition=\"{name}\"";
        }
    }

    /// <summary>Who has long stages done elsewhere; null where they are done here.</summary>
    public IStageSpreader? Spreader(ParseResult parsed, RunContext context, Action<string> tell) =>
        parsed.GetResult(cluster) is { Implicit: false } ? new SlurmSpreader(context, new SlurmCommands(), Program, tell) : null;
}
