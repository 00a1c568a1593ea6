using System.Diagnostics;

namespace MusicCluster.Audio.Decoding;

/// <summary>The clock of one file: whoever reads or decodes a part of it asks whether there is still time.</summary>
internal sealed class DecodeWatch(double seconds, CancellationToken cancellation)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();

    /// <summary>Whether the time for this file is over, or the run was cancelled.</summary>
    public bool IsOver => cancellation.IsCancellationRequested || IsOutOfTime;

    /// <summary>Whether the time for this file is over.</summary>
    public bool IsOutOfTime => clock.Elapsed.TotalSeconds > seconds;

    /// <summary>Time that is left; not more than a timer takes.</summary>
    public TimeSpan Left => TimeSpan.FromSeconds(Math.Clamp(seconds - clock.Elapsed.TotalSeconds, 0, 1e6));

    /// <summary>Stands still while somebody else is at work: what is done with the sound is not the decoder's time.</summary>
    public void Pause() => clock.Stop();

    /// <summary>Goes on after <see cref="Pause"/>.</summary>
    public void Resume() => clock.Start();

    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="TimeoutException">The time for this file is over.</exception>
    public void Check()
    {
        cancellation.ThrowIfCancellationRequested();
        if (IsOutOfTime)
        {
            throw new TimeoutException();
        }
    }
}
