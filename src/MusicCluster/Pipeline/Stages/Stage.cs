using MusicCluster.Foundation;
using MusicCluster.Pipeline.Shards;
using MusicCluster.Pipeline.Stages.Training;

namespace MusicCluster.Pipeline.Stages;

/// <summary>One step from music to report.</summary>
/// <param name="Name">Its name in commands, cache and manifest.</param>
/// <param name="Description">What it does, in a sentence.</param>
/// <param name="Needs">The stages whose output it reads directly.</param>
/// <param name="Run">Does it, or finds it up to date.</param>
/// <param name="Shards">Its work in parts; null for a stage that is done whole.</param>
/// <param name="SecondsKey">What its wall time is called in the manifest.</param>
internal sealed record Stage(
    string Name, string Description, IReadOnlyList<string> Needs, Action<StageWalk> Run, Func<StageWalk, ShardedWork>? Shards = null, string SecondsKey = "");

/// <summary>All stages, in order: the one list that the run, the manifest, the command line, the shards and the progress use.</summary>
internal static class StageList
{
    public static IReadOnlyList<Stage> All { get; } =
    [
        new(FetchStage.Name, "List the corpus: which tracks there are, and what is in their files.", [], walk => walk.Fetch()),
        new(LyricsStage.Name, "Collect the lyrics of the tracks.", [FetchStage.Name], walk => walk.FindLyrics(), walk => walk.LyricsShards()),
        new(
            FeaturesStage.Name, "Decode the audio and compute MFCC and log-mel spectrograms.", [FetchStage.Name],
            walk => walk.ExtractFeatures(), walk => walk.FeatureShards()),
        new(
            TrainStage.Name, "Train every model with every seed.", [FeaturesStage.Name],
            walk => walk.Train(), walk => walk.TrainingShards(), "trainSumOverModels"),
        new(
            ClusterStage.Name, "Cluster every representation.", [LyricsStage.Name, TrainStage.Name],
            walk => walk.Cluster(), SecondsKey: "clusterSumOverRepresentations"),
        new(EvaluateStage.Name, "Score the clusters, test the scores, compute the maps.", [ClusterStage.Name], walk => walk.Evaluate()),
        new(ReportStage.Name, "Write figures, report.md, report.html, report.xlsx and tables/*.tex.", [EvaluateStage.Name], walk => walk.Report()),
    ];

    /// <summary>The stage of a name.</summary>
    /// <exception cref="UserException">There is none; the sentence names the nearest.</exception>
    public static Stage Get(string name) => All.FirstOrDefault(stage => stage.Name == name)
        ?? throw new UserException($"'{name}' is not a stage; the nearest is '{Nearest.To(name, All.Select(stage => stage.Name))}'.");

    /// <summary>A stage and all that it needs, in order.</summary>
    public static IReadOnlyList<Stage> UpTo(string name)
    {
        var needed = new HashSet<string>();
        Add(Get(name));
        return [.. All.Where(stage => needed.Contains(stage.Name))];

        void Add(Stage stage)
        {
            needed.Add(stage.Name);
            foreach (var before in stage.Needs)
            {
                Add(Get(before));
            }
        }
    }
}
