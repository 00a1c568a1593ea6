
namespace MusicCluster.Pipeline.Slurm;

/// <summary>What is needed of Slurm.</summary>
internal interface ISlurm
{
    /// <summary>Submits a script as a job array.</summary>
    /// <param name="script">Path of the script.</param>
    /// <param name="indexes">The array's indexes, in rising order.</param>
    /// <returns>The job's number.</returns>
    /// <exception cref="Foundation.UserException">Slurm refuses it.</exception>
    /// <exception cref="SlurmSilenceException">Slurm does not answer.</exception>
    long Submit(string script, IReadOnlyList<int> indexes);

    /// <summary>The tasks of all jobs of a name that Slurm still remembers, ended ones too.</summary>
    /// <exception cref="SlurmSilenceException">Slurm does not answer.</exception>
    IReadOnlyList<SlurmTask> Tasks(string name);

    /// <summary>Cancels tasks, if Slurm still knows them.</summary>
    void Cancel(IEnumerable<SlurmTask> tasks);
}
