using System.Runtime.InteropServices;

namespace MusicCluster.Cli;

/// <summary>Ctrl-C and SIGTERM stop the run between two steps, or after a few seconds wherever it is: the cache bears that.</summary>
internal sealed class StopSignal : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource source = new();
    private readonly TextWriter errors;
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration terminate;
    private Timer? deadline;

    public StopSignal(TextWriter errors)
    {
        this.errors = errors;
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, 130));
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, 143));
    }

    public CancellationToken Token => source.Token;

    /// <summary>128 + the signal's number.</summary>
    public int ExitCode { get; private set; }

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
        deadline?.Dispose();
        source.Dispose();
    }

    private void Stop(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        if (ExitCode != 0)
        {
            Environment.Exit(exitCode);
        }

        ExitCode = exitCode;
        errors.WriteLine();
        errors.WriteLine("Stopped. What is finished is kept: run the same command again to go on.");
        deadline = new Timer(_ => Environment.Exit(exitCode), null, Patience, Timeout.InfiniteTimeSpan);
        source.Cancel();
    }
}
