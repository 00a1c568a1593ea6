using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using Xunit;

namespace MusicCluster.Tests.Foundation.Files;

public sealed class DiskFullTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Write_DeviceWithoutRoom_NamesFileAndSpaceAndLeavesNothing()
    {
        // /dev/full refuses every byte as a full disk does.
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full");
        var error = Assert.Throws<UserException>(() => AtomicFile.Write(folder["a.csv"], _ => File.WriteAllText("/dev/full", "x")));
        Assert.Matches(@"^'.*a\.csv' needs .* free; make room and run the same command again: finished stages are kept\.$", error.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void For_ErrorThatNamesItsFile_NamesItToo() =>
        Assert.StartsWith($"'{folder["b.csv"]}' needs more than the ",
            DiskFull.For(new IOException($"No space left on device : '{folder["b.csv"]}'", 28)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(28, true)]
    [InlineData(122, true)]
    [InlineData(13, false)]
    public void IsCauseOf_ErrorNumber_TellsFullDisksFromOtherTroubles(int number, bool expected) =>
        Assert.Equal(expected, DiskFull.IsCauseOf(new IOException("", number)));

    [Fact]
    public void Require_MoreThanThereIs_SaysBoth() =>
        Assert.Matches(@"needs 1\.0 EiB|needs 1048576\.0 TiB more and the disk has .* free; make room and",
            Assert.Throws<UserException>(() => FreeDisk.Require(folder["c"], 1L << 60)).Message);
}
