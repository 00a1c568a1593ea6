using MusicCluster.Foundation;

namespace MusicCluster;

/// <summary>Stands for the progress that nobody asked for.</summary>
internal sealed class NoProgress : IProgress<StageProgress>
{
    public static NoProgress Instance { get; } = new();

    public void Report(StageProgress value)
    {
    }
}
