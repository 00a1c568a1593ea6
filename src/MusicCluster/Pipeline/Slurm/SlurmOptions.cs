using MusicCluster.Foundation.Options;
using MusicCluster.Pipeline.Shards;

namespace MusicCluster.Pipeline.Slurm;

/// <summary>How long stages are done in parts on Slurm. Nothing here changes a result.</summary>
public sealed record SlurmOptions(
    [property: Option("The parts of a stage, tasks of a job array; the upper end is Slurm's own limit of an array."), Range(1, Shard.MaximumCount)]
    int Shards = 10,
    [property: Option("Slurm's partition; empty for its default one."), Pattern(SlurmOptions.OneWord, SlurmOptions.OneWordRule)]
    string Partition = "",
    [property: Option("The time limit of a shard, as sbatch's --time takes it; empty for the partition's.", Example = "\"4:00:00\"")]
    [property: Pattern(SlurmOptions.OneWord, SlurmOptions.OneWordRule)]
    string Time = "",
    [property: Option("The memory of a shard, as sbatch's --mem takes it; empty for the partition's.", Example = "\"8G\"")]
    [property: Pattern(SlurmOptions.OneWord, SlurmOptions.OneWordRule)]
    string Memory = "",
    [property: Option("The cores of a shard."), Range(1, 4096)]
    int CpusPerTask = 4,
    [property: Option("How often a shard is submitted before its failure ends the run."), Range(1, 100)]
    int MaximumAttempts = 3,
    [property: Option("The time between two looks at the queue.", Unit = "seconds"), Range(0.1, 3600)]
    double PollSeconds = 10) : IOptions
{
    private const string OneWord = @"^[^\s\u0000-\u001f\u007f-\u009f]*$";
    private const string OneWordRule = "one word, as sbatch takes it";

    [Option("More arguments for sbatch.", Example = "[\"--account=music\", \"--constraint=avx512\"]")]
    [Pattern(@"^-[^\u0000-\u001f\u007f-\u009f]*$", "an option of sbatch")]
    public IReadOnlyList<string> Arguments { get; init; } = [];
}
