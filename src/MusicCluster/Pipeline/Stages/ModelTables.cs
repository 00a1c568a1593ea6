using MusicCluster.Foundation.Tables;

namespace MusicCluster.Pipeline.Stages;

/// <summary>What became of the models.</summary>
internal static class ModelTables
{
    /// <summary>Writes <c>models.csv</c>, one row per model and seed.</summary>
    public static void Write(string folder, IReadOnlyList<TrainedModel> models)
    {
        var table = new CsvTable("representation", "seed", "parameters", "epochs", "latent", "active_units", "relative_error", "objective", "verdict", "note");
        foreach (var model in models)
        {
            var summary = model.Summary();
            table.Add(
                summary.Representation, summary.Seed, summary.ParameterCount, summary.EpochCount, summary.Latent,
                summary.ActiveCount, summary.RelativeError, summary.Objective, summary.Verdict, summary.Note);
        }

        table.Write(Path.Combine(folder, "models.csv"));
    }
}
