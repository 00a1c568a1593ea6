using System.Diagnostics;
using System.Text.RegularExpressions;
using MusicCluster.Features;
using Xunit;

// Called as people call it: without a token.
#pragma warning disable xUnit1051

namespace MusicCluster.Tests;

/// <summary><c>docs/library.md</c> shows what compiles and runs.</summary>
public sealed partial class LibraryPageTests
{
    private const string ExampleFile = "tests/MusicCluster.Tests/LibraryExamples.cs";
    private static readonly MarkdownPage Page = new("library.md");

    [Fact]
    public void Page_Examples_AreThoseThatRunHere()
    {
        var examples = Marked().Matches(File.ReadAllText(Path.Combine(Repository.Root, ExampleFile)))
            .Select(match => Indent(match.Groups[1].Length).Replace(match.Groups[2].Value, "").TrimEnd('\n', ' ') + "\n").ToList();
        Assert.Equal(9, examples.Count);
        Assert.Equal(examples, Page.Blocks("csharp"));

        static Regex Indent(int width) => new($"^ {{{width}}}", RegexOptions.Multiline);
    }

    [Fact]
    public void Page_Examples_NameNothingInternal()
    {
        // The tests may use what is internal, so that it compiles here says nothing.
        var types = typeof(MusicCollection).Assembly.GetTypes().ToLookup(type => type.IsVisible, type => type.Name);
        var words = Page.Blocks("csharp").SelectMany(block => Word().Matches(block)).Select(match => match.Value).ToHashSet();
        Assert.Contains("NpyFile", words.Intersect(types[true]));
        Assert.Empty(words.Intersect(types[false].Except(types[true])));
    }

    [Fact]
    public void Examples_OnAFolderOfMusic_SayWhatThePageSays()
    {
        using var folder = new SampleFolder();
        using var examples = new LibraryExamples();
        examples.Sentence(folder.Path);
        Assert.Matches(@"\A(?:[0-5] Title [1-8]\n){8}\z", examples.Output);
        Assert.Equal(6, examples.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[0]).Distinct().Count());

        using var music = MusicCollection.Open(folder.Path, folder.Cache);
        var features = music.Extract(new FeatureOptions { Crops = 10 });
        var space = features.Embed("mfcc-20-pca");
        Assert.Matches(@"\ATitle 1: \d+\.\d s, first coefficient -?\d+\.\d\nlog-mel spectrograms: 8 × 64 × 215\n\z", Said(self => self.Arrays(features)));
        Assert.Matches(@"(?s)\Amfcc-pca: The baseline.*\n8 × 32, [a-z ]+\n\z", Said(self => self.Models(features)));
        Assert.Matches(@"\A(?:[0-2]: Title [^\n]*\n){3}silhouette -?\d\.\d\d\nARI -?\d\.\d\d\n\z", Said(self => self.Clusters(space)));
        Assert.Matches(@"\A(?:\d+\.\d\d Title [2-8]\n){5}(?:-?\d+\.\d -?\d+\.\d Title [1-8]\n){8}\z", Said(self => self.Neighbors(space)));
        Assert.Matches(@"\A13 coefficients of \d+ frames; the first is -?\d+\.\d\n\z", Said(self => self.OneClip(folder.Music("Ambient/1.mp3"))));
        Assert.Matches(
            @"\A\S+/\S+/k=\d+\S*: ARI 0\.\d\d ± \d\.\d\d\n\z", Said(self => self.FinishedRun(Path.Combine(Repository.Root, "results", "sample"))));
        var opened = Said(self => self.Opening(folder.Path, folder.Cache, TestContext.Current.CancellationToken));
        Assert.Contains($"{SampleFolder.BrokenId}: ", opened, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void ConsoleProject_AsOnThePage_BuildsAndRuns()
    {
        using var folder = new SampleFolder();
        using var project = new TemporaryFolder();
        File.WriteAllText(project["Groups.csproj"], Page.Blocks("xml").Single().Replace("../MusicCluster/", Repository.Root + "/", StringComparison.Ordinal));
        File.WriteAllText(project["Program.cs"], Page.Blocks("csharp Program.cs").Single());
        // Without the links, libtorch's 500 MB are copied.
        Dotnet("build", project["Groups.csproj"], "-c", "Release", "-nologo", "-v", "q", "-p:CreateHardLinksForCopyLocalIfPossible=true");
        var output = Dotnet("exec", project["bin/Release/net10.0/Groups.dll"], folder.Path);
        Assert.Matches(@"\A(?: *-?\d+ Title [1-8]\n){8}\z", output);
    }

    private static string Said(Action<LibraryExamples> example)
    {
        using var examples = new LibraryExamples();
        example(examples);
        return examples.Output;
    }

    private static string Dotnet(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + errors.Result);
        return output;
    }

    [GeneratedRegex(@"(?<!\.)\b[A-Z]\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^( *)// example\n(.*?)^ *// end$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Marked();
}
