using MusicCluster.Foundation.Tables;
using MusicCluster.Numerics;

namespace MusicCluster.Models;

/// <summary>How a representation's training ended, over its seeds.</summary>
[Table("training.csv", "How each representation's training ended: means over its seeds, losses of the last epoch, per track.")]
public sealed record TrainingRow(
    [Column("representation", "The space.")] string Representation,
    [Column("seeds", "Trainings.")] int SeedCount,
    [Column("parameters", "Trainable numbers.")] long ParameterCount,
    [Column("epochs", "Epochs of the longest training.")] int EpochCount,
    [Column("latent", "Dimensions of the space.")] int Latent,
    [Column("active_units", "Dimensions whose mean varies over the tracks by more than .01.")] double ActiveCount,
    [Column("reconstruction", "Reconstruction loss; empty for models that reconstruct nothing.")] double? Reconstruction,
    [Column("kl", "Kullback-Leibler divergence; empty for models without one.")] double? Kl,
    [Column("total_loss", "What was minimized.")] double? Total,
    [Column("relative_error", "Squared reconstruction error over that of the mean track.")] double? RelativeError,
    [Column("relative_error_std", "Its standard deviation over the seeds.", IsOptional = true)] double? RelativeErrorDeviation,
    [Column("objective", "What was minimized, in a few words.", IsOptional = true)] string Objective,
    [Column(
        "verdict",
        "healthy, partly collapsed, collapsed, untrained, closed form, given, or failed with the reason; with the seeds where they differ.")]
    string Verdict,
    [Column("note", "What every table has to say of it.", IsOptional = true)] string Note)
{
    /// <summary>The row of one representation.</summary>
    /// <param name="representation">Its name.</param>
    /// <param name="trainings">Each seed's summary, and its last epoch's losses where it has a curve.</param>
    internal static TrainingRow Of(string representation, IReadOnlyList<(ModelSummary Summary, LossRow? End)> trainings)
    {
        var summaries = trainings.Select(training => training.Summary).ToList();
        double[] errors = [.. summaries.Where(summary => summary.RelativeError is not null).Select(summary => summary.RelativeError!.Value)];
        return new TrainingRow(
            representation, summaries.Count, summaries[0].ParameterCount, summaries.Max(summary => summary.EpochCount), summaries[0].Latent,
            Moments.Mean([.. summaries.Select(summary => (double)summary.ActiveCount)]),
            Mean(trainings, end => end.Reconstruction), Mean(trainings, end => end.Kl), Mean(trainings, end => end.Total),
            errors.Length == 0 ? null : Moments.Mean(errors), errors.Length < 2 ? null : Moments.StandardDeviation(errors),
            string.Join("; ", summaries.Select(summary => summary.Objective).Distinct()), Verdicts(summaries), summaries[0].Note);
    }

    private static string Verdicts(List<ModelSummary> summaries) => string.Join("; ", summaries.GroupBy(summary => summary.Verdict)
        .Select(group => group.Count() == summaries.Count ? group.Key : $"{group.Key} (seed {string.Join(" ", group.Select(summary => summary.Seed))})"));

    private static double? Mean(IReadOnlyList<(ModelSummary Summary, LossRow? End)> trainings, Func<LossRow, double> loss)
    {
        double[] values = [.. trainings.Select(training => training.End is { } end ? loss(end) : double.NaN)];
        return values.Any(double.IsNaN) ? null : Moments.Mean(values);
    }
}
