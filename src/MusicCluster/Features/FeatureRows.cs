using MusicCluster.Corpus;

namespace MusicCluster.Features;

/// <summary>The rows of one track in all feature files, or why it has none.</summary>
internal sealed class FeatureRows(FeatureKernels kernels)
{
    public KeptTrack? Kept { get; set; }

    public TrackFailure? Failure { get; set; }

    public float[] Mfcc { get; } = new float[kernels.MfccLength];

    public float[] LogMel { get; } = new float[kernels.Options.MelCount * kernels.Options.LogMelFrames];
}
