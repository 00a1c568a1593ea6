using System.Collections.Concurrent;
using MusicCluster.Foundation;
using Xunit;

namespace MusicCluster.Tests.Foundation;

/// <summary>The number of threads belongs to the process, so these run by themselves.</summary>
[Collection(nameof(WorkersTests))]
[CollectionDefinition(nameof(WorkersTests), DisableParallelization = true)]
public sealed class WorkersTests : IDisposable
{
    private readonly int before = Workers.Limit;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 3)]
    [InlineData(1000, 1)]
    [InlineData(1000, 2)]
    [InlineData(1001, 7)]
    public void For_AnyCount_CallsTheBodyOncePerIndex(int count, int threads)
    {
        Workers.Limit = threads;
        var calls = new int[count];
        Workers.For(count, i => Interlocked.Increment(ref calls[i]), Token);
        Assert.All(calls, call => Assert.Equal(1, call));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ForEach_LoopsInside_NeverRunOnMoreThreadsThanTheLimit(int threads)
    {
        Workers.Limit = threads;
        var (running, most) = (0, 0);
        Workers.ForEach([.. Enumerable.Range(0, 8)], _ => Workers.For(50, _ =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            Thread.Sleep(1);
            Interlocked.Decrement(ref running);
        }), cancellation: Token);
        Assert.InRange(most, 1, threads);
    }

    [Fact]
    public void For_LoopInsideOneLongPiece_TakesTheThreadsThatAreFree()
    {
        Workers.Limit = 3;
        var seen = new ConcurrentDictionary<int, bool>();
        Workers.ForEach([1], _ => Workers.For(60, _ =>
        {
            seen[Environment.CurrentManagedThreadId] = true;
            Thread.Sleep(2);
        }), cancellation: Token);
        Assert.InRange(seen.Count, 2, 3);
    }

    [Fact]
    public void ForEach_MaximumCountOfOne_RunsInOrder()
    {
        Workers.Limit = 4;
        var order = new List<int>();
        Workers.ForEach([.. Enumerable.Range(0, 20)], order.Add, maximumCount: 1, Token);
        Assert.Equal(Enumerable.Range(0, 20), order);
    }

    [Fact]
    public void For_BodyThatFails_ThrowsItsErrorAndGivesTheThreadsBack()
    {
        Workers.Limit = 4;
        for (var trial = 0; trial < 20; trial++)
        {
            Assert.Throws<UserException>(() => Workers.For(1000, i => throw new UserException($"{i}"), Token));
            Assert.Throws<UserException>(() => Workers.ForEach([1, 2, 3], i => throw new UserException($"{i}"), cancellation: Token));
        }

        var seen = new ConcurrentDictionary<int, bool>();
        Workers.For(200, _ =>
        {
            seen[Environment.CurrentManagedThreadId] = true;
            Thread.Sleep(1);
        }, Token);
        Assert.InRange(seen.Count, 2, 4);
    }

    [Fact]
    public void For_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        var count = 0;
        Assert.Throws<OperationCanceledException>(() => Workers.For(
            100_000,
            _ =>
            {
                if (Interlocked.Increment(ref count) == 10)
                {
                    source.Cancel();
                }
            },
            source.Token));
        Assert.InRange(count, 10, 1000);
    }

    public void Dispose() => Workers.Limit = before;

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen;)
        {
            var known = Interlocked.CompareExchange(ref target, value, seen);
            if (known == seen)
            {
                return;
            }

            seen = known;
        }
    }
}
