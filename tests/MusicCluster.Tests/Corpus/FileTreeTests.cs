using MusicCluster.Corpus;
using Xunit;

namespace MusicCluster.Tests.Corpus;

public sealed class FileTreeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_OddNames_AreAllFound()
    {
        string[] names = ["with space.mp3", "quote's \"double\".mp3", "emoji 🎵/ünï.mp3",
            "new\nline.mp3", "-rf.mp3", new string('x', 251) + ".mp3", "a,b;c|d<e>.mp3"];
        Touch(names);
        Assert.Equal(names.Order(StringComparer.Ordinal), Found().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Files_LinksThatLoop_EndAndAreNoCrash()
    {
        Touch("a/1.mp3", "a/b/2.mp3");
        Link("a/b/up", "..");
        Link("a/b/top", folder.Path);
        Link("self", "self");
        Link("ping", "pong");
        Link("pong", "ping");
        Link("dangling", "nowhere");
        Assert.Equal(["a/1.mp3", "a/b/2.mp3", "dangling", "ping", "pong", "self"], Found().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Files_LinkToMusicElsewhere_IsFollowedOnce()
    {
        using var elsewhere = new TemporaryFolder();
        File.WriteAllText(elsewhere["3.mp3"], "");
        Touch("1.mp3");
        Link("first", elsewhere.Path);
        Link("second", elsewhere.Path);
        Assert.Equal(["1.mp3", "first/3.mp3"], Found().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Files_ReachedThroughALink_LoopsEndToo()
    {
        Touch("real/1.mp3");
        Link("real/back", "..");
        Link("entry", "real");
        Assert.Equal(["1.mp3"], FileTree.Files(folder["entry"]).Select(path => Path.GetRelativePath(folder["entry"], path))
            .Where(path => !path.Contains('/', StringComparison.Ordinal)));
        Assert.InRange(FileTree.Files(folder["entry"]).Count(), 1, 2);
    }

    private IEnumerable<string> Found() => FileTree.Files(folder.Path).Select(path => Path.GetRelativePath(folder.Path, path));

    private void Link(string name, string target) => File.CreateSymbolicLink(folder[name], target);

    private void Touch(params string[] names)
    {
        foreach (var name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
            File.WriteAllText(folder[name], "");
        }
    }
}
