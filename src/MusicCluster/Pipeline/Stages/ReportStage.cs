using MusicCluster.Evaluation.Groups;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Stages.Training;
using MusicCluster.Report;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Tables → figures, <c>report.md</c>, <c>report.html</c>, <c>report.xlsx</c>, <c>tables/*.tex</c>. Computes nothing.</summary>
internal static class ReportStage
{
    public const string Name = "report";

    public static StageOutput Run(RunContext context, StageOutput evaluated, IReadOnlyList<ClusterRow> groups, IReadOnlyList<TrainedModel> models)
    {
        var profile = context.Profile;
        // Relative: a report that is published names no folder of the machine that made it, and the sample's clips lie beside it.
        var audio = Path.GetRelativePath(context.OutputFolder, context.CorpusFolder).Replace('\\', '/');
        var seed = profile.Seeds[0];
        var pictured = models.Where(model => model.Seed == seed).ToList();
        IEnumerable<StageInput> modelInputs = pictured.SelectMany(model => model.Output.AllFiles()
            .Where(file => file.Name.EndsWith("loss.csv", StringComparison.Ordinal) || file.Name.EndsWith("reconstructions.npy", StringComparison.Ordinal))
            .Select(file => file with { Name = $"{model.Model.Representation}/{file.Name}" }));
        // Their names may be those of earlier results, of which the evaluation knows nothing.
        var named = new { profile.Report, profile.Name, Audio = audio, Groups = groups.Select(group => (string[])[group.Key.ToString(), group.Label]) };
        return context.Cache.GetOrProduce(new StageDefinition(
            Name, 5, named, [.. evaluated.AllFiles(), .. modelInputs],
            folder => ReportWriter.Write(
                folder,
                new ReportSource(
                    profile.Name, evaluated.Folder, pictured.ToDictionary(model => model.Model.Representation, model => model.Output.Folder), audio)
                {
                    NamedGroups = groups,
                },
                profile.Report, context.ThreadCount)));
    }
}
