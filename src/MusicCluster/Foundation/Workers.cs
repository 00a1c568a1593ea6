using System.Runtime.ExceptionServices;

namespace MusicCluster.Foundation;

/// <summary>The one way to run things in parallel: all loops of the process, nested ones too, share one number of threads.</summary>
/// <remarks>
/// A loop runs on the thread that calls it and on as many more as are free at that moment, so a loop inside another takes over the
/// threads that the outer one no longer needs and never adds to them. Results do not depend on the number: a body writes to places
/// of its own.
/// </remarks>
public static class Workers
{
    /// <summary>Native libraries recurse deeply on the threads of long work.</summary>
    private const int LongStackBytes = 16 << 20;

    /// <summary>Indexes are handed out in so many pieces per thread, so that uneven bodies even out.</summary>
    private const int PiecesPerThread = 32;

    private static int limit = Environment.ProcessorCount;
    private static int helperCount;

    /// <summary>Threads that work at the same time, from 1 on; the profile's <c>compute.threads</c> or what Slurm gives.</summary>
    public static int Limit
    {
        get => Volatile.Read(ref limit);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Volatile.Write(ref limit, value);
        }
    }

    /// <summary>Runs a body for each index from 0 on; the first error ends the loop and is thrown.</summary>
    /// <param name="count">How many indexes.</param>
    /// <param name="body">Called once per index, on any thread, in any order.</param>
    /// <param name="cancellation">Ends the loop between two indexes.</param>
    public static void For(int count, Action<int> body, CancellationToken cancellation = default) =>
        For(count, () => true, (i, _) => body(i), cancellation);

    /// <summary>The same with something per thread, such as working memory.</summary>
    /// <param name="count">How many indexes.</param>
    /// <param name="create">Makes what one thread keeps.</param>
    /// <param name="body">Called once per index with what its thread keeps.</param>
    /// <param name="cancellation">Ends the loop between two indexes.</param>
    public static void For<TState>(int count, Func<TState> create, Action<int, TState> body, CancellationToken cancellation = default)
    {
        var loop = new Loop(count, Math.Max(1, count / (Limit * PiecesPerThread)), cancellation);
        var helpers = Take(Math.Min(Limit, count) - 1);
        var tasks = new Task[helpers];
        for (var i = 0; i < helpers; i++)
        {
            tasks[i] = Task.Run(Help, CancellationToken.None);
        }

        Work();
        Task.WaitAll(tasks, CancellationToken.None);
        loop.Finish();

        void Help()
        {
            Work();
            Interlocked.Decrement(ref helperCount);
        }

        void Work()
        {
            if (!loop.IsEmpty)
            {
                loop.Run(create, body);
            }
        }
    }

    /// <summary>Runs long pieces of work in order, each on a thread of its own; the first error ends the rest and is thrown.</summary>
    /// <remarks>Not the thread pool: what torch and our kernels keep per thread would be set up on its threads again and again.</remarks>
    /// <param name="items">The pieces; the first begin first.</param>
    /// <param name="action">Does one.</param>
    /// <param name="maximumCount">Pieces at a time at most, e.g. 1 on a GPU.</param>
    /// <param name="cancellation">Ends the loop between two pieces.</param>
    public static void ForEach<T>(IReadOnlyList<T> items, Action<T> action, int maximumCount = int.MaxValue, CancellationToken cancellation = default)
    {
        var loop = new Loop(items.Count, 1, cancellation);
        var wanted = Math.Min(maximumCount, items.Count);
        var helpers = Take(wanted - 1);
        // The caller waits, so its own place goes to one more thread.
        var threads = Enumerable.Range(0, Math.Min(items.Count, helpers + 1)).Select(i => new Thread(() => Help(isHelper: i > 0), LongStackBytes)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        loop.Finish();

        void Help(bool isHelper)
        {
            loop.Run(() => true, (i, _) => action(items[i]));
            if (isHelper)
            {
                Interlocked.Decrement(ref helperCount);
            }
        }
    }

    /// <summary>Takes as many of the free threads as are wanted.</summary>
    private static int Take(int wanted)
    {
        while (true)
        {
            var taken = Volatile.Read(ref helperCount);
            var got = Math.Clamp(Limit - 1 - taken, 0, Math.Max(0, wanted));
            if (got == 0 || Interlocked.CompareExchange(ref helperCount, taken + got, taken) == taken)
            {
                return got;
            }
        }
    }

    /// <summary>The indexes of one loop, handed out in pieces.</summary>
    private sealed class Loop(int count, int pieceLength, CancellationToken cancellation)
    {
        private long next;
        private Exception? firstError;

        public bool IsEmpty => Interlocked.Read(ref next) >= count;

        public void Run<TState>(Func<TState> create, Action<int, TState> body)
        {
            try
            {
                var state = create();
                while (firstError is null && Interlocked.Add(ref next, pieceLength) - pieceLength is var start && start < count)
                {
                    for (var i = (int)start; i < Math.Min(count, start + pieceLength) && firstError is null && !cancellation.IsCancellationRequested; i++)
                    {
                        body(i, state);
                    }
                }
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref firstError, error, null);
            }
        }

        public void Finish()
        {
            cancellation.ThrowIfCancellationRequested();
            if (firstError is not null)
            {
                ExceptionDispatchInfo.Throw(firstError);
            }
        }
    }
}
