using MusicCluster.Corpus;
using MusicCluster.Features.Crops;
using MusicCluster.Features.Descriptors;

namespace MusicCluster.Features;

/// <summary>The rows of one track in all feature files, or why it has none.</summary>
internal sealed class FeatureRows(FeatureKernels kernels)
{
    /// <summary>The track and what was heard of it; null if it failed.</summary>
    public HeardTrack? Kept { get; set; }

    public TrackFailure? Failure { get; set; }

    public DescriptorValues Descriptors { get; set; } = DescriptorValues.None;

    public float[] Mfcc { get; } = new float[kernels.MfccLength];

    public float[] LogMel { get; } = new float[kernels.Options.MelCount * kernels.Options.LogMelFrames];

    /// <summary>Means, then deviations, of each of the options' coefficients.</summary>
    public float[][] Coefficients { get; } = [.. kernels.CoefficientNames.Select(names => new float[names.Length])];

    public float[] Extended { get; } = new float[kernels.ExtendedNames.Length];

    /// <summary>Shape [crops, statistics]; zero where the track has no such crop.</summary>
    public float[] Statistics { get; } = new float[kernels.Options.Crops * CropColumns.Count];

    /// <summary>1 for each crop that the track has, else 0.</summary>
    public float[] CropMask { get; } = new float[kernels.Options.Crops];

    /// <summary>Shape [crops, mel bands, frames], in dB re full scale; zero where the track has no such crop.</summary>
    public float[] CropLogMel { get; } =
        new float[kernels.Options.Crops * kernels.Options.MelCount * CropPlan.LogMelFrames];

    /// <summary>The audio fingerprint, as many words as the track has steps.</summary>
    public uint[] Fingerprint { get; set; } = [];

    /// <summary>Every row of numbers, always in the same order.</summary>
    public IEnumerable<float[]> All => [Mfcc, LogMel, .. Coefficients, Extended, Statistics, CropMask, CropLogMel];

    /// <summary>Empties the crops: a track may have fewer than the one before.</summary>
    public void ClearCrops()
    {
        Array.Clear(Statistics);
        Array.Clear(CropMask);
        Array.Clear(CropLogMel);
    }
}
