using MusicCluster.Features.Crops;
using MusicCluster.Features.Handcrafted;

namespace MusicCluster.Models;

/// <summary>What is fixed about a model.</summary>
/// <param name="Name">Its name in profiles.</param>
/// <param name="Input">What it reads.</param>
/// <param name="Latent">Default width of its representation.</param>
/// <param name="Epochs">Default number of passes; 0 where nothing is trained.</param>
/// <param name="Beta">Default weight of the Kullback-Leibler term.</param>
public sealed record ModelKind(string Name, ModelInput Input, int Latent, int Epochs, double Beta = 1)
{
    /// <summary>What it is, in one sentence.</summary>
    public required string Description { get; init; }

    public ModelFamily Family { get; init; } = ModelFamily.Projection;

    /// <summary>What is done to the input unless the profile says otherwise.</summary>
    public InputScaling Scaling { get; init; } = InputScaling.Standard;

    /// <summary>The handcrafted features that it reads, null for a model that reads others.</summary>
    public CoefficientKind? Coefficients { get; init; }

    /// <summary>What every table has to note about it; empty for nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether genres reach its training. Of all models, only one that says so in its note may.</summary>
    public bool SeesGenres { get; init; }

    /// <summary>Epochs as a plain autoencoder before a mixture is fitted to the latent space; 0 for models without a mixture.</summary>
    public int PretrainingEpochs { get; init; }

    /// <summary>Components of the mixture prior: a number that no label decides; 0 for models without a mixture.</summary>
    public int Components { get; init; }

    /// <summary>Default of <see cref="ModelOptions.NormPower"/>.</summary>
    public double NormPower { get; init; } = 1;

    /// <summary>Which statistics of the crops it reads, if any.</summary>
    public CropColumnSet Statistics { get; init; } = CropColumnSet.Timbre;

    /// <summary>Default of <see cref="ModelOptions.Shrinkage"/>.</summary>
    public double Shrinkage { get; init; }

    /// <summary>Raised when this model alone gives other numbers than before, so that only its cached results are made anew.</summary>
    public int Revision { get; init; }

    /// <summary>Models whose latent blocks are put side by side to make this one.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Whether it is computed without any randomness: one result serves every seed.</summary>
    public bool IsClosedForm => Family is ModelFamily.Projection or ModelFamily.Discriminant;

    /// <summary>Whether torch is needed: it has a network.</summary>
    public bool HasNetwork => Family is ModelFamily.Autoencoder or ModelFamily.Consistency;

    /// <summary>Whether gradient descent changes it.</summary>
    public bool IsTrained => HasNetwork && Epochs > 0;

    /// <summary>Whether its loss has a Kullback-Leibler term.</summary>
    public bool IsVariational => IsTrained && (Name == "consistent-vae" || IsPixelVae);

    /// <summary>Where a report puts it.</summary>
    public RepresentationFamily RepresentationFamily => Family switch
    {
        ModelFamily.Projection or ModelFamily.Discriminant => RepresentationFamily.Handcrafted,
        ModelFamily.Autoencoder when IsTrained => RepresentationFamily.Study,
        ModelFamily.Consistency or ModelFamily.Composition => RepresentationFamily.Consistency,
        _ => RepresentationFamily.Control,
    };

    /// <summary>Whether it is an autoencoder whose loss is a likelihood of its input.</summary>
    public bool IsPixelVae => Family == ModelFamily.Autoencoder && IsTrained && Name != "conv-ae";
}

/// <summary>How a model comes about.</summary>
public enum ModelFamily
{
    /// <summary>Scaled features, principal components.</summary>
    Projection,

    /// <summary>Crop statistics along the directions in which tracks differ more than the crops of one.</summary>
    Discriminant,

    /// <summary>Scaled features on random directions.</summary>
    RandomProjection,

    /// <summary>A network that rebuilds a track from its latent vector.</summary>
    Autoencoder,

    /// <summary>A network that learns that crops of one track belong together.</summary>
    Consistency,

    /// <summary>Others' latent blocks side by side.</summary>
    Composition,
}
