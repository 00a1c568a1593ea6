namespace MusicCluster.Models;

/// <summary>The models that a profile can name.</summary>
public static class ModelCatalog
{
    private static readonly ModelKind[] Kinds =
    [
        // Closed forms.
        new("mfcc-pca", ModelInput.Mfcc, Latent: 8, Epochs: 0),

        // The study's.
        new("dense-vae", ModelInput.Mfcc, Latent: 8, Epochs: 50),
        new("conv-vae", ModelInput.LogMel, Latent: 16, Epochs: 30),
        new("beta-conv-vae-1", ModelInput.LogMel, Latent: 16, Epochs: 30, Beta: 1),
        new("beta-conv-vae-4", ModelInput.LogMel, Latent: 16, Epochs: 30, Beta: 4),
        new("beta-conv-vae-10", ModelInput.LogMel, Latent: 16, Epochs: 30, Beta: 10),
        new("conv-ae", ModelInput.LogMel, Latent: 16, Epochs: 30),

        // Consistency between the crops of a track.
        new("vicreg-statistics", ModelInput.CropStatistics, Latent: 32, Epochs: 60),
        new("consistent-vae", ModelInput.CropStatistics, Latent: 32, Epochs: 60),
        new("vicreg-mel", ModelInput.CropLogMel, Latent: 64, Epochs: 40),
        new("simclr-mel", ModelInput.CropLogMel, Latent: 64, Epochs: 40),
        new("two-stream", ModelInput.OtherModels, Latent: 96, Epochs: 0) { Parts = ["vicreg-statistics", "vicreg-mel"] },
    ];

    public static IEnumerable<string> Names => Kinds.Select(kind => kind.Name);

    /// <summary>The model of a name, or null.</summary>
    public static ModelKind? Find(string name) => Kinds.FirstOrDefault(kind => kind.Name == name);

    /// <summary>The model of a name.</summary>
    /// <exception cref="ArgumentException">There is none; options that pass their own check never get here.</exception>
    public static ModelKind Get(string name) =>
        Find(name) ?? throw new ArgumentException($"Model '{name}' is not known.", nameof(name));
}

/// <summary>What is fixed about a model.</summary>
/// <param name="Name">Its name in profiles.</param>
/// <param name="Input">What it reads.</param>
/// <param name="Latent">Default width of its representation.</param>
/// <param name="Epochs">Default number of passes; 0 for a closed form.</param>
/// <param name="Beta">Default weight of the Kullback-Leibler term.</param>
public sealed record ModelKind(string Name, ModelInput Input, int Latent, int Epochs, double Beta = 1)
{
    /// <summary>Models whose latent blocks are put side by side to make this one.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Whether it is computed and not trained: no seed changes it.</summary>
    public bool IsClosedForm => Epochs == 0 && Parts.Count == 0;
}
