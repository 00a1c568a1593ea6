using System.Runtime.ExceptionServices;

namespace MusicCluster.Pipeline;

/// <summary>Runs long pieces of work on threads of their own, a fixed number at a time, in order.</summary>
/// <remarks>Not the thread pool: torch's and our native state per thread would be set up on its threads again and again.</remarks>
internal static class WorkerThreads
{
    /// <summary>Runs <paramref name="action"/> for each item; the first error stops the rest and is thrown.</summary>
    public static void Run<T>(IReadOnlyList<T> items, int threadCount, Action<T> action, CancellationToken cancellation)
    {
        var next = -1;
        Exception? firstError = null;
        void Work()
        {
            int i;
            while (firstError is null && !cancellation.IsCancellationRequested && (i = Interlocked.Increment(ref next)) < items.Count)
            {
                try
                {
                    action(items[i]);
                }
                catch (Exception error)
                {
                    Interlocked.CompareExchange(ref firstError, error, null);
                }
            }
        }

        var threads = Enumerable.Range(0, Math.Min(threadCount, items.Count)).Select(_ => new Thread(Work, 16 << 20)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        cancellation.ThrowIfCancellationRequested();
        if (firstError is not null)
        {
            ExceptionDispatchInfo.Throw(firstError);
        }
    }
}
