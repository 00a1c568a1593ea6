using MusicCluster.Clusters;
using MusicCluster.Corpus;
using MusicCluster.Evaluation;
using MusicCluster.Evaluation.Groups;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Features;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using MusicCluster.Foundation.Tables;
using MusicCluster.Lyrics;
using MusicCluster.Models;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Stages.Training;
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
        inputs.AddRange(FileTags(fetched));
        inputs.AddRange(lyrics.AllFiles());
        inputs.AddRange(features.Files("tracks.csv", "failures.csv"));
        inputs.AddRange(ReferenceFeatures.Inputs(features));
        inputs.AddRange(DescribedTracks.Inputs(features));
        inputs.AddRange(DuplicateTracks.Inputs(fetched, features));
        inputs.AddRange(models.SelectMany(model => Named(model.Output.Files("model.json"), $"{model.Model.Representation}/{model.Seed}")));
        inputs.AddRange(models.SelectMany(model => Named(LossInputs(model), $"{model.Model.Representation}/{model.Seed}")));
        inputs.AddRange(clustered.SelectMany(item => Named(item.Output.AllFiles(), item.Representation.Name.ToString())));
        inputs.AddRange(maps.SelectMany(map => Named(map.Value.AllFiles(), map.Key)));
        var published = profile.Report.Published.Length == 0 ? null : context.Workspace.Resolve(profile.Report.Published);
        if (published is not null)
        {
            inputs.Add(new StageInput(PublishedTable.FileName, DigestOf(published)));
        }

        return context.Cache.GetOrProduce(new StageDefinition(
            Name, 10, new { profile.Evaluation, profile.Seeds, profile.Clusterers, profile.Corpus.Kind, Settings = SettingsTables.Settings(profile) }, inputs,
            folder =>
            {
                var tracks = Tracks(context, fetched, features);
                WriteFailures(fetched, features, folder);
                DescribedTracks.Write(features, lyrics, folder);
                DuplicateTracks.Write(fetched, features, folder);
                var texts = LyricsTable.Read(lyrics.Folder);
                Table.Write(folder, CorpusRow.Of(tracks, texts.Keys.ToHashSet()));
                Table.Write(folder, TrackRow.Of(tracks, context.CorpusFolder));
                Table.Write(folder, LyricsVerdictRow.Of(Table.ReadWide<LyricsRow, string>(lyrics.Folder).Rows));
                SettingsTables.Write(folder, profile);
                Table.Write(folder, models.Select(model => ModelRow.Of(model.Summary(), model.Model.RepresentationFamily())));
                Table.Write(folder, models.GroupBy(model => model.Model.Representation)
                    .Select(group => TrainingRow.Of(group.Key, [.. group.Select(model => (model.Summary(), LastEpoch(model)))])));
                foreach (var (name, map) in maps)
                {
                    Copy(map.PathOf("map.csv"), Path.Combine(folder, "maps", $"{name}.csv"));
                }

                if (published is not null)
                {
                    Copy(published, Path.Combine(folder, PublishedTable.FileName));
                }

                var representations = clustered.Select(item => new EvaluatedRepresentation(
                    item.Representation.Name, PartitionFiles.Read(item.Output.Folder), seed => Points(item.Output, seed))).ToList();
                new Evaluator(profile.Evaluation, tracks, representations, ReferenceFeatures.Of(features), profile.Seeds, profile.Corpus.Note)
                {
                    Sources = new GroupSources(
                        profile.Clusterers, DescribedTracks.Read(folder), texts, Albums(fetched)),
                }.Write(folder, context.Progress, context.Cancellation);
            }));
    }

    private static IEnumerable<StageInput> FileTags(StageOutput fetched) =>
        fetched.FileDigests.ContainsKey(Table.FileName<FileTagsRow>()) ? fetched.Files(Table.FileName<FileTagsRow>()) : [];

    private static Dictionary<string, string> Albums(StageOutput fetched) => FileTags(fetched).Any()
        ? Table.Read<FileTagsRow>(fetched.Folder).Where(row => row.Tags.Album.Length > 0).ToDictionary(row => row.TrackId, row => row.Tags.Album)
        : [];

    private static string DigestOf(string published) => File.Exists(published)
        ? Digest.OfFile(published)
        : throw new UserException($"report.published is '{published}', which does not exist.");

    private static IEnumerable<StageInput> Named(IEnumerable<StageInput> inputs, string name) =>
        inputs.Select(input => input with { Name = $"{name}/{input.Name}" });

    /// <summary>The rows of the features, joined by id with what is known about the tracks.</summary>
    internal static EvaluatedTracks Tracks(RunContext context, StageOutput fetched, StageOutput features)
    {
        var byId = FetchStage.Tracks(fetched, context).ToDictionary(track => track.Id);
        var rows = Table.Read<FeatureTrackRow>(features.Folder);
        return new EvaluatedTracks([.. rows.Select(row => byId[row.TrackId])], [.. rows.Select(row => row.Duration)])
        {
            Notes = [.. rows.Select(row => row.Note)],
        };
    }

    private static void WriteFailures(StageOutput fetched, StageOutput features, string folder)
    {
        List<TrackFailure> failures = [.. Table.Read<TrackFailure>(fetched.Folder), .. Table.Read<TrackFailure>(features.Folder)];
        Table.Write(folder, failures);
        Table.Write(folder, FailureReasonRow.Of(failures));
    }

    private static Matrix? Points(StageOutput clustered, int seed)
    {
        var path = clustered.PathOf(ClusterStage.PointsFile(seed));
        return File.Exists(path) ? NpyFile.ReadMatrix(path) : null;
    }

    private static IEnumerable<StageInput> LossInputs(TrainedModel model) =>
        model.Output.FileDigests.ContainsKey(Table.FileName<LossRow>()) ? model.Output.Files(Table.FileName<LossRow>()) : [];

    private static LossRow? LastEpoch(TrainedModel model) =>
        File.Exists(Table.PathIn<LossRow>(model.Output.Folder)) ? Table.Read<LossRow>(model.Output.Folder) is [.., var last] ? last : null : null;

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(source, target, overwrite: true);
    }
}
