using MusicCluster.Foundation;

namespace MusicCluster.Models;

/// <summary>One entry of the profile's <c>models</c>. What is left out takes the model's own default.</summary>
/// <param name="Name">One of <see cref="ModelCatalog.Names"/>.</param>
/// <param name="Representation">The name in the tables, if it is to differ from the model's: two entries of one model need two.</param>
/// <param name="Latent">Width of the representation.</param>
/// <param name="Epochs">Passes over the tracks.</param>
/// <param name="Beta">Weight of the Kullback-Leibler term.</param>
/// <param name="BatchSize">Tracks per step.</param>
/// <param name="LearningRate">Adam's.</param>
/// <param name="Loss">How the terms are summed.</param>
/// <param name="Scaling">Baselines: what is done to each coefficient first.</param>
public sealed record ModelOptions(
    string Name = "mfcc-pca",
    string? Representation = null,
    int? Latent = null,
    int? Epochs = null,
    double? Beta = null,
    int? BatchSize = null,
    double? LearningRate = null,
    LossKind Loss = LossKind.Elbo,
    InputScaling Scaling = InputScaling.Standard)
{
    /// <summary>The name in the tables.</summary>
    public string Representation { get; init; } = Representation ?? Name;

    /// <summary>The same with the model's defaults filled in, so that nothing is left open.</summary>
    public ModelOptions Resolve()
    {
        var kind = ModelCatalog.Get(Name);
        return this with { Latent = Latent ?? kind.Latent, Epochs = Epochs ?? kind.Epochs, Beta = Beta ?? kind.Beta };
    }

    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        if (ModelCatalog.Find(Name) is null)
        {
            yield return $"models: '{Name}' is not known; the nearest known model is '{Nearest.To(Name, ModelCatalog.Names)}'.";
        }

        if (!Representation.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') || Representation.Length is 0 or > 60)
        {
            yield return $"models: representation '{Representation}' is not a name; use letters, digits and '-'.";
        }

        if (Latent is < 1 or > 4096)
        {
            yield return $"models: latent of {Name} is {Latent}; it must be 1 to 4096.";
        }

        if (Epochs is < 1 or > 100_000)
        {
            yield return $"models: epochs of {Name} is {Epochs}; it must be 1 to 100000.";
        }

        if (Beta is not (null or (>= 0 and <= 1e6)))
        {
            yield return $"models: beta of {Name} is {Beta}; it must be 0 to 1e6.";
        }

        if (BatchSize is < 2 or > 65_536)
        {
            yield return $"models: batchSize of {Name} is {BatchSize}; it must be 2 to 65536.";
        }

        if (LearningRate is not (null or (> 0 and <= 1)))
        {
            yield return $"models: learningRate of {Name} is {LearningRate}; it must lie between 0 and 1.";
        }
    }
}

/// <summary>How a loss is put together.</summary>
public enum LossKind
{
    /// <summary>The evidence lower bound: sums over pixels and latent dimensions, mean over tracks; unit variance.</summary>
    Elbo,

    /// <summary>The seed's: both terms averaged over everything, which multiplies β by pixels / latent dimensions.</summary>
    Mean,
}

/// <summary>What is done to each column before a projection.</summary>
public enum InputScaling
{
    /// <summary>Mean 0, variance 1.</summary>
    Standard,

    /// <summary>Centred only, as the seed did: the loudest coefficient decides.</summary>
    Raw,
}
