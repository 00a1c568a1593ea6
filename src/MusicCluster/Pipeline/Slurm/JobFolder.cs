using System.Text.Json;
using System.Text.Json.Serialization;
using MusicCluster.Foundation.Files;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Profiles;
using MusicCluster.Pipeline.Shards;
using MusicCluster.Pipeline.Stages;

namespace MusicCluster.Pipeline.Slurm;

/// <summary>
/// What is kept of a stage's jobs in the cache: <c>slurm/&lt;name&gt;/</c> with the script, the profile as it was, a log per shard, and
/// the number of shards, so that a later run comes back to them.
/// </summary>
internal sealed class JobFolder
{
    private static readonly JsonSerializerOptions WithoutNulls = new(ProfileJson.Indented) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private readonly string path;

    public JobFolder(StageCache cache, ShardedWork work)
    {
        Name = $"musiccluster-{work.Stage}-{Digest.OfText(work.Key + cache.Root)[..12]}";
        path = System.IO.Path.Combine(cache.Root, "slurm", Name);
    }

    /// <summary>The jobs' name: the stage, and a hash of its key and of the cache, since the same work for another cache is other work.</summary>
    public string Name { get; }

    public string Path => path;

    public string Script => System.IO.Path.Combine(path, "shards.sbatch");

    private string CountFile => System.IO.Path.Combine(path, "shards.json");

    /// <summary>How many shards the jobs that were submitted last have, or null.</summary>
    public int? ShardCount() => File.Exists(CountFile)
        ? JsonSerializer.Deserialize<SubmittedShards>(File.ReadAllText(CountFile), ProfileJson.Options)?.Shards
        : null;

    public string Log(int shard) => System.IO.Path.Combine(path, $"shard-{shard}.log");

    /// <summary>Writes all that the jobs read.</summary>
    /// <param name="context">The run.</param>
    /// <param name="program">The command up to its verb.</param>
    /// <param name="stage">The verb.</param>
    /// <param name="count">How many shards.</param>
    public void Write(RunContext context, IEnumerable<string> program, string stage, int count)
    {
        Directory.CreateDirectory(path);
        var device = TrainStage.DeviceOf(context.Profile);
        // The profile as it is now, with the device that this machine's key holds: an edit meanwhile, or a node with a GPU, must not make another key.
        var frozen = context.Profile with { Compute = context.Profile.Compute with { Device = device } };
        var profile = System.IO.Path.Combine(path, FileNames.Safe(context.Profile.Name + ".json"));
        AtomicFile.WriteText(profile, JsonSerializer.Serialize(frozen, WithoutNulls) + "\n");
        AtomicFile.WriteText(Script, new BatchScript(Name, context.Workspace.Root, context.Profile.Slurm).Shards(
            program, stage, ["--profile", profile, "--cache", context.Cache.Root], count, System.IO.Path.Combine(path, "shard-%a.log"),
            GpuNeed.Of(context.Profile, stage)));
        AtomicFile.WriteText(CountFile, JsonSerializer.Serialize(new SubmittedShards(count), ProfileJson.Indented) + "\n");
    }

    /// <summary>The last line of a shard's log, or empty.</summary>
    public string LastWords(int shard)
    {
        try
        {
            return File.ReadLines(Log(shard)).LastOrDefault(line => line.Trim().Length > 0)?.Trim() ?? "";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private sealed record SubmittedShards(int Shards);
}
