namespace MusicCluster.Pipeline.Slurm;

/// <summary>Slurm does not answer just now: nothing follows from that for the jobs.</summary>
internal sealed class SlurmSilenceException(string message) : Exception(message);
