using System.Globalization;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Pipeline.Profiles;

/// <summary>Where and how wide to compute. Neither choice of threads changes a result.</summary>
public sealed record ComputeOptions(
    [property: Option("Where torch computes: auto is CUDA where it has it, else the CPU."), Words("auto", "cpu", "cuda")]
    string Device = "auto",
    [property: Option("How many tracks and models are worked on at once; results do not depend on it."), Range(1, 4096, Zero = "one per core")]
    int Threads = 0,
    [property: Option("A folder with libtorch's libraries to take instead of the package's, such as the lib of a Python torch of the same version with CUDA; "
        + "the environment's MUSICCLUSTER_LIBTORCH does the same.")]
    string Libtorch = "") : IOptions
{
    /// <summary>Threads to use on this machine; inside a Slurm job, no more than Slurm has given it.</summary>
    public int ThreadCount()
    {
        var wanted = Threads > 0 ? Threads : Environment.ProcessorCount;
        return SlurmCpuCount() is { } given ? Threads > 0 ? Math.Min(wanted, given) : given : wanted;
    }

    /// <summary>Without cgroups a job sees the whole machine, so Slurm's own word counts.</summary>
    private static int? SlurmCpuCount() =>
        Environment.GetEnvironmentVariable("SLURM_JOB_ID") is not null
        && int.TryParse(Environment.GetEnvironmentVariable("SLURM_CPUS_ON_NODE"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : null;
}
