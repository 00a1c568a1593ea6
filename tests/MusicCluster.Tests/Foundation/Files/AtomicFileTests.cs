using MusicCluster.Foundation.Files;
using Xunit;

namespace MusicCluster.Tests.Foundation.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Write_ThatFails_KeepsTheOldFileAndLeavesNothing()
    {
        AtomicFile.WriteText(folder["a.txt"], "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(folder["a.txt"], stream =>
        {
            stream.Write("new"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(folder["a.txt"]));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }
}
