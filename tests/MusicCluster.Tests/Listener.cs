using MusicCluster.Foundation;

namespace MusicCluster.Tests;

/// <summary>Hears progress at once, where <see cref="Progress{T}"/> would tell it later.</summary>
internal sealed class Listener(Action<StageProgress>? hear = null) : IProgress<StageProgress>
{
    private readonly Lock access = new();

    public void Report(StageProgress value)
    {
        lock (access)
        {
            hear?.Invoke(value);
        }
    }
}
