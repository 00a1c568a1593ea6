using Xunit;

namespace MusicCluster.Tests.Architecture;

/// <summary>What the library offers is written down, so that nothing is offered or taken away unawares.</summary>
public sealed class PublicSurfaceTests
{
    private static string Approved => Path.Combine(Repository.Root, "tests", "MusicCluster.Tests", "Architecture", "PublicSurface.txt");

    [Fact]
    public void Library_PublicSurface_IsTheApprovedOne()
    {
        var approved = File.ReadAllLines(Approved);
        var found = PublicSurface.Of(typeof(MusicCollection).Assembly);
        if (found.SequenceEqual(approved, StringComparer.Ordinal))
        {
            return;
        }

        var path = Path.Combine(Path.GetTempPath(), "PublicSurface.txt");
        File.WriteAllText(path, string.Concat(found.Select(line => line + "\n")));
        Assert.Fail($"""
            The public surface has changed:
            {string.Join("\n", approved.Except(found).Select(line => $"- {line}").Concat(found.Except(approved).Select(line => $"+ {line}")))}
            If that is meant, accept it by: cp {path} {Approved}
            """);
    }

    [Fact]
    public void Surface_OfATypeWithOneOfEach_NamesThem()
    {
        var lines = PublicSurface.Of(typeof(MusicCollection).Assembly);
        Assert.Contains("MusicCluster.MusicSpace.Nearest(Track track, int count): IReadOnlyList<Neighbor>", lines);
        Assert.Contains("MusicCluster.MapPoint.X: double init", lines);
        Assert.Contains("MusicCluster.MusicPartition[int index]: ValueTuple<Track, int>", lines);
        Assert.DoesNotContain(lines, line => line.Contains("EqualityContract", StringComparison.Ordinal) || line.Contains("<Clone>", StringComparison.Ordinal));
    }
}
