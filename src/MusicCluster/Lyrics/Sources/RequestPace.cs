namespace MusicCluster.Lyrics.Sources;

/// <summary>Keeps requests apart in time, whoever makes them.</summary>
internal sealed class RequestPace(double requestsPerSecond, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly TimeSpan interval = TimeSpan.FromSeconds(1 / requestsPerSecond);
    private DateTimeOffset next = DateTimeOffset.MinValue;

    /// <summary>Waits for the next free moment.</summary>
    public Task WaitAsync(CancellationToken cancellation)
    {
        TimeSpan pause;
        lock (gate)
        {
            var now = clock.GetUtcNow();
            pause = next > now ? next - now : TimeSpan.Zero;
            next = (next > now ? next : now) + interval;
        }

        return pause > TimeSpan.Zero ? Task.Delay(pause, clock, cancellation) : Task.CompletedTask;
    }
}
