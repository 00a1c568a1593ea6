namespace MusicCluster.Foundation;

/// <summary>Watches long work: hears how much of it is done, and can end it.</summary>
/// <param name="onShare">Called with the share that is done, 0 … 1, rising, at most a thousand times; from any thread, one at a time.</param>
/// <param name="cancellation">Ends the work within a second.</param>
public sealed class WorkWatch(Action<double>? onShare = null, CancellationToken cancellation = default)
{
    private const double Step = 0.001;

    private readonly Lock gate = new();
    private double reported;

    /// <summary>Nobody watches.</summary>
    public static WorkWatch None { get; } = new();

    /// <summary>Nobody listens, but the work can be ended.</summary>
    internal static WorkWatch Of(CancellationToken cancellation) => new(null, cancellation);

    /// <summary>Ends the work.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Says how much is done; throws when the work is to end.</summary>
    /// <exception cref="OperationCanceledException">The work is to end.</exception>
    public void Report(double share)
    {
        cancellation.ThrowIfCancellationRequested();
        if (onShare is null || share < reported + Step)
        {
            return;
        }

        lock (gate)
        {
            if (share >= reported + Step)
            {
                reported = share;
                onShare(Math.Min(share, 1));
            }
        }
    }

    /// <summary>A watch of a part of the work.</summary>
    /// <param name="from">Share of the whole before the part.</param>
    /// <param name="to">Share of the whole after it.</param>
    public WorkWatch Part(double from, double to) =>
        onShare is null ? this : new WorkWatch(share => Report(from + (share * (to - from))), cancellation);

    /// <summary><see cref="Workers.For{TState}"/>, watched: each index is an equal share of the work.</summary>
    public void For<TState>(int count, Func<TState> create, Action<int, TState> body)
    {
        var doneCount = 0;
        Workers.For(
            count, create,
            (i, state) =>
            {
                body(i, state);
                Report(Interlocked.Increment(ref doneCount) / (double)count);
            },
            cancellation);
    }

    /// <summary>The same without anything per thread.</summary>
    public void For(int count, Action<int> body) => For(count, () => true, (i, _) => body(i));
}
