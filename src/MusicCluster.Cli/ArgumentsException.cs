namespace MusicCluster.Cli;

/// <summary>The arguments or the profile are wrong: one sentence that names the nearest right one; exit code 2.</summary>
internal sealed class ArgumentsException(string message, Exception? innerException = null) : Exception(message, innerException);
