using MusicCluster.Foundation.Tables;

namespace MusicCluster.Models;

/// <summary>What became of a training.</summary>
[Table("models.csv", "Every training: one row per model and seed.")]
public sealed record ModelRow(
    [Column("representation", "The space.")] string Representation,
    [Column("seed", "Its seed; empty for a closed form.")] int? Seed,
    [Column("parameters", "Trainable numbers.")] long ParameterCount,
    [Column("epochs", "Epochs that were run.")] int EpochCount,
    [Column("latent", "Dimensions of the space.")] int Latent,
    [Column("active_units", "Dimensions whose variance over the tracks is above .01.")] int ActiveCount,
    [Column("relative_error", "Squared reconstruction error over that of the mean track; empty where nothing is reconstructed.")] double? RelativeError,
    [Column("objective", "What was minimized, in a few words.", IsOptional = true)] string Objective,
    [Column("verdict", "healthy, partly collapsed, collapsed, untrained, closed form, given, or failed with the reason.")] string Verdict,
    [Column("note", "What every table has to say of it, e.g. that it is not unsupervised.", IsOptional = true)] string Note,
    [Column("family", "Where a report puts it; of an older run empty.", IsOptional = true)] RepresentationFamily? Family)
{
    /// <summary>Whether the latent space is collapsed, wholly or partly.</summary>
    public bool IsCollapsed => Verdict.StartsWith("collapsed", StringComparison.Ordinal) || Verdict.StartsWith("partly", StringComparison.Ordinal);

    /// <summary>Whether there is no embedding.</summary>
    internal bool IsFailed => !ModelSummary.HasEmbedding(Verdict);

    /// <summary>The family, of an older table by the model's name; null for one that neither knows.</summary>
    internal RepresentationFamily? KnownFamily => Family ?? ModelCatalog.Find(Representation)?.RepresentationFamily;

    internal static ModelRow Of(ModelSummary summary, RepresentationFamily family) => new(
        summary.Representation, summary.Seed, summary.ParameterCount, summary.EpochCount, summary.Latent, summary.ActiveCount, summary.RelativeError,
        summary.Objective, summary.Verdict, summary.Note, family);
}

/// <summary>The losses of an epoch, means over tracks.</summary>
[Table("loss.csv", "A training's losses, one row per epoch: models/<model>/seed-<s>/.")]
public sealed record LossRow(
    [Column("epoch", "From 1.")] int Epoch,
    [Column("reconstruction", "Reconstruction loss; empty for models that reconstruct nothing.")] double Reconstruction,
    [Column("kl", "Kullback-Leibler divergence; empty for models without one.")] double Kl,
    [Column("total", "What was minimized.")] double Total);

/// <summary>A dimension of a trained space.</summary>
[Table("units.csv", "The dimensions of a trained space: models/<model>/seed-<s>/.")]
public sealed record UnitRow(
    [Column("unit", "From 0.")] int Unit,
    [Column("variance", "Over the tracks.")] double Variance,
    [Column("kl", "Its Kullback-Leibler divergence in nats; empty for models without one.")] double? Kl,
    [Column("active", "Whether the variance is above .01.")] bool IsActive);
