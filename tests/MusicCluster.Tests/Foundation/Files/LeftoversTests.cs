using MusicCluster.Foundation.Files;
using Xunit;

namespace MusicCluster.Tests.Foundation.Files;

public sealed class LeftoversTests
{
    [Fact]
    public void Remove_FilesOfTheDead_TakesThoseAlone()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["models"]);
        var guid = Guid.NewGuid().ToString("N");
        // No process has the highest number that Linux gives.
        string[] dead = [folder[$".report.md.4194304-{guid}.tmp"], Path.Combine(folder["models"], $".loss.csv.4194304-{guid}.tmp")];
        string[] kept = [folder[$".report.md.{Environment.ProcessId}-{guid}.tmp"],
            folder["report.md"], folder[".mine.tmp"], folder[$"report.4194304-{guid}.tmp"]];
        foreach (var path in dead.Concat(kept))
        {
            File.WriteAllText(path, "");
        }

        Leftovers.Remove(folder.Path);
        Assert.DoesNotContain(dead, File.Exists);
        Assert.All(kept, path => Assert.True(File.Exists(path)));
        Leftovers.Remove(folder["missing"]);
    }
}
