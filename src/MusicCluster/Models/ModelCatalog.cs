using MusicCluster.Features.Crops;
using MusicCluster.Features.Handcrafted;

namespace MusicCluster.Models;

/// <summary>The models that a profile can name.</summary>
public static class ModelCatalog
{
    private const string BetaVae = "The study's deeper convolutional variational autoencoder, its Kullback-Leibler term weighted by beta.";

    private const string Control = "control: nothing is learned";

    /// <summary>Measured for VICReg, over five seeds: better on average than 1 on whole clips and on short ones. SimCLR has it by analogy.</summary>
    private const double HalfPower = 0.5;

    private static readonly ModelKind[] Kinds =
    [
        // Closed forms.
        new("mfcc-pca", ModelInput.Mfcc, Latent: 8, Epochs: 0) { Description = "The baseline: principal components of standardized MFCC means." },
        new("mfcc-pca-raw", ModelInput.Mfcc, Latent: 8, Epochs: 0)
        {
            Description = "The same without standardizing, as in the study.", Scaling = InputScaling.Raw,
        },
        new("mfcc-pca-whitened", ModelInput.Mfcc, Latent: 8, Epochs: 0)
        {
            Description = "The same with components of equal variance.", Scaling = InputScaling.Whitened,
        },
        new("mfcc-pca-rank-gauss", ModelInput.Mfcc, Latent: 8, Epochs: 0)
        {
            Description = "The same with each value replaced by the normal quantile of its rank.", Scaling = InputScaling.RankGauss,
        },
        new("mfcc-20-pca", ModelInput.MfccMoments, Latent: 16, Epochs: 0)
        {
            Description = "A fairer baseline: principal components of the mean and the deviation of 20 MFCC.",
        },
        new("statistics-pca", ModelInput.CropStatistics, Latent: 16, Epochs: 0)
        {
            Description = "A fairer baseline: principal components of crop statistics.",
        },
        new("instance-lda", ModelInput.CropStatistics, Latent: 24, Epochs: 0)
        {
            Description = "Directions in which tracks differ more than the crops of one: Fisher's discriminant with tracks as classes.",
            Family = ModelFamily.Discriminant, Scaling = InputScaling.RankGauss, Statistics = CropColumnSet.KeyFree, Shrinkage = 0.3,
        },

        Handcrafted(CoefficientKind.Plp, "perceptual linear prediction cepstra"),
        Handcrafted(CoefficientKind.Pncc, "power-normalized cepstra"),
        Handcrafted(CoefficientKind.Lpcc, "linear prediction cepstra"),
        Handcrafted(CoefficientKind.Gfcc, "gammatone cepstra"),
        Handcrafted(CoefficientKind.Ams, "amplitude modulation spectra"),
        Handcrafted(CoefficientKind.Chroma, "chroma"),
        Handcrafted(CoefficientKind.Mpeg7, "MPEG-7's spectral descriptors"),

        // Controls.
        new("random-projection", ModelInput.Mfcc, Latent: 8, Epochs: 0)
        {
            Description = "MFCC means on random directions.", Family = ModelFamily.RandomProjection, Note = Control,
        },
        new("random-weights", ModelInput.LogMel, Latent: 16, Epochs: 0)
        {
            Description = "An untrained convolutional encoder.", Family = ModelFamily.Autoencoder, Note = Control,
        },

        // The study's.
        new("dense-vae", ModelInput.Mfcc, Latent: 8, Epochs: 50)
        {
            Description = "The study's dense variational autoencoder of MFCC means.", Family = ModelFamily.Autoencoder,
        },
        new("conv-vae", ModelInput.LogMel, Latent: 16, Epochs: 30)
        {
            Description = "The study's convolutional variational autoencoder of log-mel spectrograms.", Family = ModelFamily.Autoencoder,
        },
        new("beta-conv-vae-1", ModelInput.LogMel, Latent: 16, Epochs: 30, Beta: 1) { Description = BetaVae, Family = ModelFamily.Autoencoder },
        new("beta-conv-vae-4", ModelInput.LogMel, Latent: 16, Epochs: 30, Beta: 4) { Description = BetaVae, Family = ModelFamily.Autoencoder },
        new("beta-conv-vae-10", ModelInput.LogMel, Latent: 16, Epochs: 30, Beta: 10) { Description = BetaVae, Family = ModelFamily.Autoencoder },
        new("conv-ae", ModelInput.LogMel, Latent: 16, Epochs: 30)
        {
            Description = "The study's convolutional autoencoder, without a Kullback-Leibler term.", Family = ModelFamily.Autoencoder,
        },

        // Other priors.
        new("cvae", ModelInput.LogMel, Latent: 16, Epochs: 30)
        {
            Description = "The convolutional variational autoencoder conditioned on genre.",
            Family = ModelFamily.Autoencoder, SeesGenres = true, Note = "not unsupervised: it is shown the genres",
        },
        new("vade", ModelInput.Mfcc, Latent: 8, Epochs: 100)
        {
            Description = "The dense variational autoencoder with a mixture of Gaussians as its prior (Jiang et al. 2017).",
            Family = ModelFamily.Autoencoder, PretrainingEpochs = 50, Components = 10, Revision = 1,
        },

        // Consistency between the crops of a track.
        new("vicreg-statistics", ModelInput.CropStatistics, Latent: 32, Epochs: 60)
        {
            Description = "Two crops of one track must agree (VICReg), on crop statistics.", Family = ModelFamily.Consistency, NormPower = HalfPower,
        },
        new("vicreg-tonal", ModelInput.CropStatistics, Latent: 32, Epochs: 60)
        {
            Description = "The same on all 212 crop statistics, with the tonal ones.",
            Family = ModelFamily.Consistency, NormPower = HalfPower, Statistics = CropColumnSet.All,
        },
        new("consistent-vae", ModelInput.CropStatistics, Latent: 32, Epochs: 60)
        {
            Description = "A variational autoencoder of crop statistics whose crops must agree as well.", Family = ModelFamily.Consistency,
        },
        new("vicreg-mel", ModelInput.CropLogMel, Latent: 64, Epochs: 40)
        {
            Description = "Two crops of one track must agree (VICReg), on log-mel spectrograms.", Family = ModelFamily.Consistency, NormPower = HalfPower,
        },
        new("simclr-mel", ModelInput.CropLogMel, Latent: 64, Epochs: 40)
        {
            Description = "Crops of one track must be closer than crops of different tracks (SimCLR), on log-mel spectrograms.",
            Family = ModelFamily.Consistency, NormPower = HalfPower,
        },
        new("two-stream", ModelInput.OtherModels, Latent: 96, Epochs: 0)
        {
            Description = "The latents of vicreg-statistics and vicreg-mel side by side.",
            Family = ModelFamily.Composition, Parts = ["vicreg-statistics", "vicreg-mel"],
        },
        new("three-stream", ModelInput.OtherModels, Latent: 88, Epochs: 0)
        {
            Description = "The latents of vicreg-statistics, vicreg-tonal and instance-lda side by side: seconds instead of minutes.",
            Family = ModelFamily.Composition, Parts = ["vicreg-statistics", "vicreg-tonal", "instance-lda"],
        },
        new("four-stream", ModelInput.OtherModels, Latent: 152, Epochs: 0)
        {
            Description = "The latents of vicreg-statistics, vicreg-tonal, vicreg-mel and instance-lda side by side.",
            Family = ModelFamily.Composition, Parts = ["vicreg-statistics", "vicreg-tonal", "vicreg-mel", "instance-lda"],
        },
    ];

    /// <summary>A baseline of the same width as mfcc-20-pca, so that both can be compared.</summary>
    private static ModelKind Handcrafted(CoefficientKind kind, string name) =>
        new($"{kind.ToString().ToLowerInvariant()}-pca", ModelInput.Coefficients, Latent: 16, Epochs: 0)
        {
            Description = $"Principal components of the mean and the deviation of {name}.", Coefficients = kind,
        };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ModelKind> All => Kinds;

    /// <summary>Name and description of each.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Descriptions => Kinds.Select(kind => KeyValuePair.Create(kind.Name, kind.Description));

    public static IEnumerable<string> Names => Kinds.Select(kind => kind.Name);

    /// <summary>The model of a name, or null.</summary>
    public static ModelKind? Find(string name) => Kinds.FirstOrDefault(kind => kind.Name == name);

    /// <summary>The model of a name.</summary>
    /// <exception cref="ArgumentException">There is none; options that pass their own check never get here.</exception>
    public static ModelKind Get(string name) =>
        Find(name) ?? throw new ArgumentException($"Model '{name}' is not known.", nameof(name));
}
