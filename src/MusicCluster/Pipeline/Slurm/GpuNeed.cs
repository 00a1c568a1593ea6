using MusicCluster.Lyrics;
using MusicCluster.Lyrics.Whisper;
using MusicCluster.Pipeline.Profiles;
using MusicCluster.Pipeline.Stages;
using MusicCluster.Pipeline.Stages.Training;

namespace MusicCluster.Pipeline.Slurm;

/// <summary>Which stages use a GPU.</summary>
internal static class GpuNeed
{
    /// <summary>Training where the profile's device is cuda, words where Whisper's library is; features never.</summary>
    public static bool Of(Profile profile, string stage) => stage switch
    {
        TrainStage.Name => TrainStage.DeviceOf(profile) == "cuda",
        LyricsStage.Name => profile.Lyrics.Sources.Contains(LyricsSource.Whisper) && profile.Lyrics.Whisper.Runtime == WhisperRuntime.Cuda,
        _ => false,
    };
}
