
namespace MusicCluster.Models;

/// <summary>The feature files that a model reads.</summary>
public static class ModelInputs
{
    private const string Mask = "crops.mask.npy";

    /// <summary>Names in the features' folder.</summary>
    /// <param name="options">Which model.</param>
    /// <param name="hasCrops">Whether the features stage cut crops.</param>
    public static string[] Files(ModelOptions options, bool hasCrops) => ModelCatalog.Get(options.Name).Input switch
    {
        ModelInput.Mfcc => ["mfcc.npy"],
        ModelInput.MfccMoments => hasCrops ? ["statistics.npy", Mask] : ["mfcc.npy"],
        ModelInput.Coefficients => [$"{ModelCatalog.Get(options.Name).Coefficients}.npy".ToLowerInvariant()],
        ModelInput.LogMel => options.Crops is null ? ["logmel.npy"] : ["crops.logmel.npy", Mask],
        ModelInput.CropStatistics => ["statistics.npy", Mask],
        ModelInput.CropLogMel => ["crops.logmel.npy", Mask],
        _ => [],
    };

    /// <summary>Whether the features stage must cut crops for it, as many as it asks for.</summary>
    public static bool NeedsCrops(ModelOptions options) => options.Crops is not null
        || ModelCatalog.Get(options.Name).Input is ModelInput.CropStatistics or ModelInput.CropLogMel or ModelInput.OtherModels;
}

/// <summary>What a model reads.</summary>
public enum ModelInput
{
    /// <summary><c>mfcc.npy</c>, [tracks, columns].</summary>
    Mfcc,

    /// <summary>Mean and standard deviation of 20 MFCC: pooled from the crops' statistics, else from an <c>mfcc.npy</c> that has both.</summary>
    MfccMoments,

    /// <summary>An array of handcrafted features such as <c>plp.npy</c>, [tracks, columns].</summary>
    Coefficients,

    /// <summary><c>logmel.npy</c>, [tracks, 64, 215].</summary>
    LogMel,

    /// <summary><c>statistics.npy</c>, [tracks, crops, 212].</summary>
    CropStatistics,

    /// <summary><c>crops.logmel.npy</c>, [tracks, crops, 64, 128].</summary>
    CropLogMel,

    /// <summary>The embeddings of other models of the same seed.</summary>
    OtherModels,
}
