using System.Globalization;
using MusicCluster.Foundation;

namespace MusicCluster.Pipeline.Profiles;

/// <summary>Where and how wide to compute. Neither choice of threads changes a result.</summary>
/// <param name="Device">auto (CUDA where torch has it), cpu or cuda.</param>
/// <param name="Threads">Tracks and models worked on at once; 0 = one per core.</param>
public sealed record ComputeOptions(string Device = "auto", int Threads = 0)
{
    private static readonly string[] Devices = ["auto", "cpu", "cuda"];

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

    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        if (!Devices.Contains(Device))
        {
            yield return $"compute.device is '{Device}'; it must be auto, cpu or cuda (nearest: {Nearest.To(Device, Devices)}).";
        }

        if (Threads is < 0 or > 4096)
        {
            yield return $"compute.threads is {Threads}; it must be 0 (one per core) to 4096.";
        }
    }
}
