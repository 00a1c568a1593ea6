using MusicCluster.Pipeline.Publishing;
using Xunit;

namespace MusicCluster.Tests.Pipeline.Publishing;

public sealed class VerificationTests : IDisposable
{
    private readonly TemporaryFolder before = new();
    private readonly TemporaryFolder after = new();

    public void Dispose()
    {
        before.Dispose();
        after.Dispose();
    }

    [Fact]
    public void Compare_OneChangedLine_IsNamedWithBothValues()
    {
        Write(before, "metrics.csv", "a,b\n1,2\n3,4\n");
        Write(after, "metrics.csv", "a,b\n1,2\n3,5\n");
        var result = Verification.Compare(before.Path, after.Path, ["metrics.csv"]);
        Assert.Equal(["metrics.csv: 1 of 3 lines differ; the first is line 3: '3,4' is now '3,5'."], result.Differences);
        Assert.Equal("0 of 1 tables are the same, byte by byte.", result.Summary);
    }

    [Fact]
    public void Compare_TableGoneOrNew_IsADifference()
    {
        Write(before, "old.csv", "a\n");
        Write(after, "new.csv", "a\n");
        var result = Verification.Compare(before.Path, after.Path, ["old.csv"]);
        Assert.Equal(["new.csv: was not there before.", "old.csv: is no longer made."], result.Differences);
    }

    [Fact]
    public void Compare_Same_IsNoDifference()
    {
        Write(before, "a.csv", "x\n");
        Write(after, "a.csv", "x\n");
        Assert.Empty(Verification.Compare(before.Path, after.Path, ["a.csv"]).Differences);
    }

    [Fact]
    public void Compare_OtherMachine_IsNoDifferenceButTheReportIs()
    {
        Write(before, "environment.csv", "key,value\nprocessor,one\n");
        Write(after, "environment.csv", "key,value\nprocessor,other\n");
        Write(before, "report.md", "# A\n\n## Environment\n\none\n");
        Write(after, "report.md", "# A\n\n## Environment\n\nother\n");
        Assert.Empty(Verification.Compare(before.Path, after.Path, ["report.md"]).Differences);
        Write(after, "report.md", "# B\n\n## Environment\n\nother\n");
        Assert.Single(Verification.Compare(before.Path, after.Path, ["report.md"]).Differences);
    }

    private static void Write(TemporaryFolder folder, string name, string text) => File.WriteAllText(folder[name], text);
}
