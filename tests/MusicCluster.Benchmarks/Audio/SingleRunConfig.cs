namespace MusicCluster.Benchmarks.Audio;

/// <summary>For runs of minutes: one iteration.</summary>
internal sealed class SingleRunConfig : WholeRunConfig
{
    public SingleRunConfig() : base(0, 1)
    {
    }
}
