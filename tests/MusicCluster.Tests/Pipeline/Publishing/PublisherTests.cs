using System.Text.Json.Nodes;
using MusicCluster.Foundation.Files;
using MusicCluster.Pipeline.Publishing;
using Xunit;

namespace MusicCluster.Tests.Pipeline.Publishing;

public sealed class PublisherTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Finish_FileOfAnEarlierRun_IsRemovedAndForeignFilesStay()
    {
        File.WriteAllText(Path.Combine(folder.Path, "mine.txt"), "by hand");
        Run("old.csv", "kept.csv");
        Run("kept.csv", "new.csv");
        Assert.Equal(
            ["kept.csv", "manifest.json", "mine.txt", "new.csv"],
            Directory.EnumerateFiles(folder.Path).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Finish_ManifestThatNamesAFileOutside_RemovesNothingThere()
    {
        using var other = new TemporaryFolder();
        var outside = Path.Combine(other.Path, "precious.txt");
        File.WriteAllText(outside, "");
        var name = Path.GetRelativePath(folder.Path, outside);
        File.WriteAllText(Path.Combine(folder.Path, "manifest.json"),
            new JsonObject { ["science"] = new JsonObject { ["files"] = new JsonObject { [name] = "0" } } }.ToJsonString());
        Run("a.csv");
        Assert.True(File.Exists(outside));
    }

    [Fact]
    public void Finish_SameScience_KeepsTheCircumstances()
    {
        Run("a.csv");
        var before = File.ReadAllText(Path.Combine(folder.Path, "manifest.json"));
        Run("a.csv");
        Assert.Equal(before, File.ReadAllText(Path.Combine(folder.Path, "manifest.json")));
    }

    [Fact]
    public void Publish_ChangedByHand_IsRestored()
    {
        Run("a.csv");
        File.WriteAllText(Path.Combine(folder.Path, "a.csv"), "edited");
        Run("a.csv");
        Assert.Equal("a.csv", File.ReadAllText(Path.Combine(folder.Path, "a.csv")));
    }

    private void Run(params string[] names)
    {
        using var cache = new TemporaryFolder();
        var publisher = new Publisher(folder.Path);
        publisher.Publish("", names.Select(name =>
        {
            var source = Path.Combine(cache.Path, name);
            File.WriteAllText(source, name);
            return new PublishedFile(name, source, Digest.OfFile(source));
        }));
        publisher.Finish(new JsonObject
        {
            ["science"] = new JsonObject { ["files"] = new JsonObject(publisher.Digests.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)file.Value))) },
            ["circumstances"] = Guid.NewGuid().ToString(),
        });
    }
}
