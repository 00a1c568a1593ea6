using System.Globalization;
using MusicCluster.Foundation.Tables;
using MusicCluster.Models;
using MusicCluster.Numerics;
using MusicCluster.Pipeline.Cache;

namespace MusicCluster.Pipeline.Stages;

/// <summary>How each model's training ended, over its seeds.</summary>
internal static class TrainingTable
{
    private const string LossFile = "loss.csv";
    private static readonly string[] Losses = ["reconstruction", "kl", "total"];

    /// <summary>The loss curves that <see cref="Write"/> reads.</summary>
    public static IEnumerable<StageInput> Inputs(TrainedModel model) =>
        model.Output.FileDigests.ContainsKey(LossFile) ? model.Output.Files(LossFile) : [];

    /// <summary>Writes <c>training.csv</c>, one row per representation: means over its seeds, losses of the last epoch.</summary>
    public static void Write(string folder, IReadOnlyList<TrainedModel> models)
    {
        var table = new CsvTable(
            "representation", "seeds", "parameters", "epochs", "latent", "active_units", "reconstruction", "kl", "total_loss",
            "relative_error", "relative_error_std", "objective", "verdict", "note");
        foreach (var group in models.GroupBy(model => model.Model.Representation))
        {
            var summaries = group.Select(model => model.Summary()).ToList();
            var ends = group.Select(LastEpoch).ToList();
            double[] errors = [.. summaries.Where(summary => summary.RelativeError is not null).Select(summary => summary.RelativeError!.Value)];
            table.Add([
                group.Key, summaries.Count, summaries[0].ParameterCount, summaries.Max(summary => summary.EpochCount), summaries[0].Latent,
                Moments.Mean([.. summaries.Select(summary => (double)summary.ActiveCount)]), .. Losses.Select(loss => (object?)Mean(ends, loss)),
                errors.Length == 0 ? null : Moments.Mean(errors), errors.Length < 2 ? null : Moments.StandardDeviation(errors),
                string.Join("; ", summaries.Select(summary => summary.Objective).Distinct()), Verdicts(summaries), summaries[0].Note,
            ]);
        }

        table.Write(Path.Combine(folder, "training.csv"));
    }

    private static string Verdicts(List<ModelSummary> summaries) => string.Join("; ", summaries.GroupBy(summary => summary.Verdict)
        .Select(group => group.Count() == summaries.Count ? group.Key : $"{group.Key} (seed {string.Join(" ", group.Select(summary => summary.Seed))})"));

    private static Dictionary<string, double> LastEpoch(TrainedModel model)
    {
        var path = model.Output.PathOf(LossFile);
        var curve = File.Exists(path) ? CsvTable.Read(path) : null;
        return curve is not { Rows: [.., var last] }
            ? []
            : Losses.Where(loss => last[curve.Column(loss)].Length > 0).ToDictionary(loss => loss, loss => double.Parse(last[curve.Column(loss)], CultureInfo.InvariantCulture));
    }

    private static double? Mean(List<Dictionary<string, double>> ends, string loss) =>
        ends.All(end => end.ContainsKey(loss)) ? Moments.Mean([.. ends.Select(end => end[loss])]) : null;
}
