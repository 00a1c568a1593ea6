
namespace MusicCluster.Models;

/// <summary>The models that a profile can name.</summary>
public static class ModelCatalog
{
    private const string Control = "control: nothing is learned";

    /// <summary>Measured for VICReg, over five seeds: better on average than 1 on whole clips and on short ones. SimCLR has it by analogy.</summary>
    private const double HalfPower = 0.5;

    private static readonly ModelKind[] Kinds =
    [
        // Closed forms.
        new("mfcc-pca", ModelInput.Mfcc, Latent: 8, Epochs: 0),
        new("mfcc-pca-raw", ModelInput.Mfcc, Latent: 8, Epochs: 0) { Scaling = InputScaling.Raw },
        new("mfcc-pca-whitened", ModelInput.Mfcc, Latent: 8, Epochs: 0) { Scaling = InputScaling.Whitened },
        new("mfcc-pca-rank-gauss", ModelInput.Mfcc, Latent: 8, Epochs: 0) { Scaling = InputScaling.RankGauss },
        new("mfcc-20-pca", ModelInput.MfccMoments, Latent: 16, Epochs: 0),
        new("statistics-pca", ModelInput.CropStatistics, Latent: 16, Epochs: 0),

        // Controls.
        new("random-projection", ModelInput.Mfcc, Latent: 8, Epochs: 0) { Family = ModelFamily.RandomProjection, Note = Control },
        new("random-weights", ModelInput.LogMel, Latent: 16, Epochs: 0) { Family = ModelFamily.Autoencoder, Note = Control },

        // The study's.
        new("dense-vae", ModelInput.Mfcc, Latent: 8, Epochs: 50) { Family = ModelFamily.Autoencoder },
        new("conv-vae", ModelInput.LogMel, Latent: 16, Epochs: 30) { Family = ModelFamily.Autoencoder },
        new("beta-conv-vae-1", ModelInput.LogMel, Latent: 16, Epochs: 30, Beta: 1) { Family = ModelFamily.Autoencoder },
        new("beta-conv-vae-4", ModelInput.LogMel, Latent: 16, Epochs: 30, Beta: 4) { Family = ModelFamily.Autoencoder },
        new("beta-conv-vae-10", ModelInput.LogMel, Latent: 16, Epochs: 30, Beta: 10) { Family = ModelFamily.Autoencoder },
        new("conv-ae", ModelInput.LogMel, Latent: 16, Epochs: 30) { Family = ModelFamily.Autoencoder },

        // Other priors.
        new("cvae", ModelInput.LogMel, Latent: 16, Epochs: 30)
        {
            Family = ModelFamily.Autoencoder, SeesGenres = true, Note = "not unsupervised: it is shown the genres",
        },
        new("vade", ModelInput.Mfcc, Latent: 8, Epochs: 100) { Family = ModelFamily.Autoencoder, PretrainingEpochs = 50, Components = 10 },

        // Consistency between the crops of a track.
        new("vicreg-statistics", ModelInput.CropStatistics, Latent: 32, Epochs: 60) { Family = ModelFamily.Consistency, NormPower = HalfPower },
        new("consistent-vae", ModelInput.CropStatistics, Latent: 32, Epochs: 60) { Family = ModelFamily.Consistency },
        new("vicreg-mel", ModelInput.CropLogMel, Latent: 64, Epochs: 40) { Family = ModelFamily.Consistency, NormPower = HalfPower },
        new("simclr-mel", ModelInput.CropLogMel, Latent: 64, Epochs: 40) { Family = ModelFamily.Consistency, NormPower = HalfPower },
        new("two-stream", ModelInput.OtherModels, Latent: 96, Epochs: 0)
        {
            Family = ModelFamily.Composition, Parts = ["vicreg-statistics", "vicreg-mel"],
        },
    ];

    public static IEnumerable<string> Names => Kinds.Select(kind => kind.Name);

    /// <summary>The model of a name, or null.</summary>
    public static ModelKind? Find(string name) => Kinds.FirstOrDefault(kind => kind.Name == name);

    /// <summary>The model of a name.</summary>
    /// <exception cref="ArgumentException">There is none; options that pass their own check never get here.</exception>
    public static ModelKind Get(string name) =>
        Find(name) ?? throw new ArgumentException($"Model '{name}' is not known.", nameof(name));
}
