using System.Text.RegularExpressions;
using Xunit;

namespace MusicCluster.Tests.Architecture;

/// <summary>
/// Data flows forward: a folder may use those before it and no other. The files beside the folders are the library's front door: they may
/// use every folder, and no folder uses them.
/// </summary>
public sealed partial class FolderOrderTests
{
    private const int LongestLine = 160;
    private const int MostFilesOfAFolder = 20;

    private static readonly string[] Order =
    [
        "Foundation", "Numerics", "Corpus", "Audio", "Features", "Lyrics", "Transforms", "Metrics", "Clusters", "Models", "Embeddings", "Projection",
        "Evaluation", "Retrieval", "Report", "Pipeline",
    ];

    private static string Library => Path.Combine(Repository.Root, "src", "MusicCluster");

    [Fact]
    public void Folders_AreThoseOfTheDesign() => Assert.Equal(
        Order.Order(StringComparer.Ordinal),
        Directory.EnumerateDirectories(Library).Select(path => Path.GetFileName(path))
            .Where(name => name is not ("bin" or "obj")).Order(StringComparer.Ordinal));

    [Fact]
    public void Usings_PointBackwards()
    {
        var wrong = from file in Sources(Library)
                    where !IsFrontDoor(file)
                    let folder = FolderOf(file)
                    from Match used in UsedFolder().Matches(File.ReadAllText(file))
                    where Array.IndexOf(Order, used.Groups[1].Value) > Array.IndexOf(Order, folder)
                    select $"{folder}/{Path.GetFileName(file)} uses {used.Groups[1].Value}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void FrontDoor_IsUsedByNoFolder()
    {
        var names = string.Join('|', Directory.EnumerateFiles(Library, "*.cs").Select(path => Path.GetFileNameWithoutExtension(path)));
        Assert.Contains("MusicCollection", names, StringComparison.Ordinal);
        var wrong = from file in Sources(Library)
                    where !IsFrontDoor(file)
                    from Match used in Regex.Matches(File.ReadAllText(file), $@"\b(?:{names})\b")
                    select $"{FolderOf(file)}/{Path.GetFileName(file)} uses {used.Value}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Namespaces_AreTheFolders()
    {
        var wrong = from file in Sources(Library)
                    let expected = IsFrontDoor(file)
                        ? "MusicCluster"
                        : "MusicCluster." + Path.GetRelativePath(Library, Path.GetDirectoryName(file)!).Replace('/', '.')
                    where !File.ReadAllText(file).Contains($"namespace {expected};", StringComparison.Ordinal)
                    select $"{Path.GetFileName(file)} is not in {expected}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Files_StayShort() => Assert.Empty(
        from file in Sources(Path.Combine(Repository.Root, "src")).Concat(Sources(Path.Combine(Repository.Root, "build")))
        let count = File.ReadLines(file).Count()
        where count > 300
        select $"{Path.GetFileName(file)} has {count} lines");

    [Fact]
    public void Lines_StayNarrow() => Assert.Empty(
        from folder in new[] { "src", "tests", "build" }
        from file in Sources(Path.Combine(Repository.Root, folder))
        from line in File.ReadLines(file).Index()
        where line.Item.Length > LongestLine
        select $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1} has {line.Item.Length} characters");

    [Fact]
    public void Folders_HoldAFewFiles() => Assert.Empty(
        from project in new[] { "MusicCluster", "MusicCluster.Cli" }
        from file in Sources(Path.Combine(Repository.Root, "src", project))
        group file by Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file)!) into folder
        where folder.Count() > MostFilesOfAFolder
        select $"{folder.Key} has {folder.Count()} files");

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));

    private static bool IsFrontDoor(string file) => Path.GetDirectoryName(file) == Library;

    private static string FolderOf(string file) => Path.GetRelativePath(Library, file).Split('/')[0];

    [GeneratedRegex(@"MusicCluster\.([A-Z]\w+)[.;]")]
    private static partial Regex UsedFolder();
}
