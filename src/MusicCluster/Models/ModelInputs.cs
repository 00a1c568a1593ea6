namespace MusicCluster.Models;

/// <summary>The feature files that a model reads.</summary>
public static class ModelInputs
{
    /// <summary>Names in the features' folder.</summary>
    public static string[] Files(ModelInput input) => input switch
    {
        ModelInput.Mfcc => ["mfcc.npy"],
        ModelInput.LogMel => ["logmel.npy"],
        ModelInput.CropStatistics => ["statistics.npy", "crops.mask.npy"],
        ModelInput.CropLogMel => ["crops.logmel.npy", "crops.mask.npy"],
        _ => [],
    };

    /// <summary>Whether the features stage must cut crops for it.</summary>
    public static bool NeedsCrops(ModelInput input) => input is ModelInput.CropStatistics or ModelInput.CropLogMel or ModelInput.OtherModels;
}

/// <summary>What a model reads.</summary>
public enum ModelInput
{
    /// <summary><c>mfcc.npy</c>, [tracks, columns].</summary>
    Mfcc,

    /// <summary><c>logmel.npy</c>, [tracks, 64, 215].</summary>
    LogMel,

    /// <summary><c>statistics.npy</c>, [tracks, crops, 135].</summary>
    CropStatistics,

    /// <summary><c>crops.logmel.npy</c>, [tracks, crops, 64, 128].</summary>
    CropLogMel,

    /// <summary>The embeddings of other models of the same seed.</summary>
    OtherModels,
}
