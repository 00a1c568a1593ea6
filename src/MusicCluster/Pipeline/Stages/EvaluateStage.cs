using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Report.Tables;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Partitions, genres and models → every table that the report shows. Nothing is computed after this.</summary>
internal static class EvaluateStage
{
    public const string Name = "evaluate";

    public static StageOutput Run(
        RunContext context, StageOutput fetched, StageOutput lyrics, StageOutput features,
        IReadOnlyList<TrainedModel> models, IReadOnlyList<ClusteredRepresentation> clustered)
    {
        var maps = MapStage.Run(context, features, clustered);
        var profile = context.Profile;
        var inputs = new List<StageInput>();
        inputs.AddRange(fetched.Files("tracks.csv", "failures.csv"));
        inputs.AddRange(lyrics.Files("lyrics.csv"));
        inputs.AddRange(features.Files("tracks.csv", "failures.csv"));
        inputs.AddRange(ReferenceSpace.Inputs(features));
        inputs.AddRange(models.SelectMany(model => Named(model.Output.Files("model.json"), $"{model.Model.Representation}/{model.Seed}")));
        inputs.AddRange(models.SelectMany(model => Named(TrainingTable.Inputs(model), $"{model.Model.Representation}/{model.Seed}")));
        inputs.AddRange(clustered.SelectMany(item => Named(item.Output.AllFiles(), item.Representation.Name)));
        inputs.AddRange(maps.SelectMany(map => Named(map.Value.AllFiles(), map.Key)));
        var published = profile.Report.Published.Length == 0 ? null : context.Workspace.Resolve(profile.Report.Published);
        if (published is not null)
        {
            inputs.Add(new StageInput(PublishedTable.FileName, DigestOf(published)));
        }

        return context.Cache.GetOrProduce(new StageDefinition(
            Name, 4, new { profile.Evaluation, profile.Seeds, profile.Corpus.Kind, Settings = SettingsTables.Settings(profile) }, inputs,
            folder =>
            {
                var tracks = EvaluatedTracks.Read(context, fetched, features);
                Failures(fetched, features, folder);
                CorpusTables.Write(folder, context.CorpusFolder, tracks, lyrics);
                SettingsTables.Write(folder, profile);
                ModelTables.Write(folder, models);
                TrainingTable.Write(folder, models);
                foreach (var (name, map) in maps)
                {
                    Copy(map.PathOf("map.csv"), Path.Combine(folder, "maps", $"{name}.csv"));
                }

                if (published is not null)
                {
                    Copy(published, Path.Combine(folder, PublishedTable.FileName));
                }

                new MetricTables(context, tracks, features, clustered).Write(folder);
            }));
    }

    private static string DigestOf(string published) => File.Exists(published)
        ? Digest.OfFile(published)
        : throw new UserException($"report.published is '{published}', which does not exist.");

    private static IEnumerable<StageInput> Named(IEnumerable<StageInput> inputs, string name) =>
        inputs.Select(input => input with { Name = $"{name}/{input.Name}" });

    private static void Failures(StageOutput fetched, StageOutput features, string folder)
    {
        List<TrackFailure> failures =
            [.. TrackTable.ReadFailures(fetched.PathOf("failures.csv")), .. TrackTable.ReadFailures(features.PathOf("failures.csv"))];
        TrackTable.WriteFailures(Path.Combine(folder, "failures.csv"), failures);
        CorpusTables.WriteReasons(folder, failures);
    }

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(source, target, overwrite: true);
    }
}
