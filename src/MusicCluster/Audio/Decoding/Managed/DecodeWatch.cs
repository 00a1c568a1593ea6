using System.Diagnostics;

namespace MusicCluster.Audio.Decoding.Managed;

/// <summary>The clock of one file: whoever reads or decodes a part of it asks whether there is still time.</summary>
internal sealed class DecodeWatch(double seconds, CancellationToken cancellation)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();

    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="TimeoutException">The time for this file is over.</exception>
    public void Check()
    {
        cancellation.ThrowIfCancellationRequested();
        if (clock.Elapsed.TotalSeconds > seconds)
        {
            throw new TimeoutException();
        }
    }
}
