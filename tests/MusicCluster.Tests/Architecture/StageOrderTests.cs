using System.Text.RegularExpressions;
using MusicCluster.Pipeline.Stages;
using Xunit;

namespace MusicCluster.Tests.Architecture;

/// <summary>The build's targets and the pages follow the one list of stages.</summary>
public sealed partial class StageOrderTests
{
    [Fact]
    public void CakeTargets_Dependencies_AreThoseOfTheStages()
    {
        foreach (var stage in StageList.All)
        {
            var path = Path.Combine(Repository.Root, "build", $"{char.ToUpperInvariant(stage.Name[0])}{stage.Name[1..]}Task.cs");
            var declared = Dependencies().Match(File.ReadAllText(path));
            var targets = Quoted().Matches(declared.Value).Select(match => match.Groups[1].Value.ToLowerInvariant());
            Assert.Equal(stage.Needs.Order(), targets.Order());
        }
    }

    [Fact]
    public void Stages_NeedOnlyWhatComesBefore()
    {
        var seen = new HashSet<string>();
        foreach (var stage in StageList.All)
        {
            Assert.Subset(seen, stage.Needs.ToHashSet());
            Assert.True(seen.Add(stage.Name));
        }
    }

    [Fact]
    public void UpTo_LastStage_IsEveryStage() => Assert.Equal(StageList.All, StageList.UpTo(StageList.All[^1].Name));

    [Fact]
    public void UpTo_Train_LeavesOutTheLyrics() => Assert.Equal(["fetch", "features", "train"], StageList.UpTo("train").Select(stage => stage.Name));

    [GeneratedRegex("Dependencies =>[^;]*;")]
    private static partial Regex Dependencies();

    [GeneratedRegex("\"(\\w+)\"")]
    private static partial Regex Quoted();
}
