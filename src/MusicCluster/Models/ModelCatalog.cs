namespace MusicCluster.Models;

/// <summary>The models that a profile can name.</summary>
public static class ModelCatalog
{
    private static readonly ModelKind[] Kinds =
    [
        new("mfcc-pca", ModelInput.Mfcc, Latent: 8, Epochs: 0),
        new("dense-vae", ModelInput.Mfcc, Latent: 8, Epochs: 50),
        new("conv-vae", ModelInput.LogMel, Latent: 16, Epochs: 30),
        new("beta-conv-vae-1", ModelInput.LogMel, Latent: 16, Epochs: 30, Beta: 1),
        new("beta-conv-vae-4", ModelInput.LogMel, Latent: 16, Epochs: 30, Beta: 4),
        new("beta-conv-vae-10", ModelInput.LogMel, Latent: 16, Epochs: 30, Beta: 10),
        new("conv-ae", ModelInput.LogMel, Latent: 16, Epochs: 30),
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
    /// <summary>Whether it is computed and not trained: no seed changes it.</summary>
    public bool IsClosedForm => Epochs == 0;
}

/// <summary>The feature file that a model reads.</summary>
public enum ModelInput
{
    /// <summary><c>mfcc.npy</c>, [tracks, columns].</summary>
    Mfcc,

    /// <summary><c>logmel.npy</c>, [tracks, 64, 215].</summary>
    LogMel,
}
