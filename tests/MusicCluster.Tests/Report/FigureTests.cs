using MusicCluster.Foundation.Files;
using MusicCluster.Report;
using Xunit;

namespace MusicCluster.Tests.Report;

public sealed class FigureTests(ReportTests.Made made) : IClassFixture<ReportTests.Made>
{
    [Fact]
    public void Write_SameTables_GivesTheSameBytesWhateverTheThreads()
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, threadCount) in new[] { ("one", 1), ("two", 2) })
        {
            Directory.CreateDirectory(folder[name]);
            ReportWriter.Write(folder[name], ReportSource.OfResults(made.PathOf("")),
                new ReportOptions([ReportFormat.Md, ReportFormat.Html, ReportFormat.Tex]), threadCount);
        }

        var files = Directory.EnumerateFiles(folder["one"], "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder["one"], path)).ToList();
        Assert.Contains(files, name => name.EndsWith("silhouettes-mfcc-pca.svg", StringComparison.Ordinal));
        Assert.Contains(files, name => name.EndsWith("confusion-mfcc-pca.png", StringComparison.Ordinal));
        Assert.All(files, name => Assert.Equal(Digest.OfFile(Path.Combine(folder["one"], name)), Digest.OfFile(Path.Combine(folder["two"], name))));
        // The same as the run itself drew, among all its other work.
        Assert.All(files.Where(name => name.EndsWith(".svg", StringComparison.Ordinal)),
            name => Assert.Equal(Digest.OfFile(made.PathOf(name)), Digest.OfFile(Path.Combine(folder["one"], name))));
    }
}
