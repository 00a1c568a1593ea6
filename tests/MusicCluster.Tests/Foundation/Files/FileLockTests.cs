using MusicCluster.Foundation.Files;
using Xunit;

namespace MusicCluster.Tests.Foundation.Files;

public sealed class FileLockTests
{
    [Fact]
    public async Task Acquire_HeldByAnother_WaitsUntilItIsFree()
    {
        var stop = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var first = FileLock.Acquire(folder["a.lock"], stop);
        var second = Task.Run(() => FileLock.Acquire(folder["a.lock"], stop), stop);
        await Task.Delay(200, stop);
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second.WaitAsync(TimeSpan.FromSeconds(5), stop)).Dispose();
    }

    [Fact]
    public void Acquire_GivenUp_Throws()
    {
        using var folder = new TemporaryFolder();
        using var held = FileLock.Acquire(folder["a.lock"], TestContext.Current.CancellationToken);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Assert.Throws<OperationCanceledException>(() => FileLock.Acquire(folder["a.lock"], patience.Token));
    }
}
