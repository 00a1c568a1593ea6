namespace MusicCluster;

/// <summary>A cache folder of a collection's own: deleted with the collection, at the latest when the process ends.</summary>
internal sealed class TemporaryCache : IDisposable
{
    public TemporaryCache()
    {
        Folder = Directory.CreateTempSubdirectory("musiccluster-").FullName;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>Absolute path.</summary>
    public string Folder { get; }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private void OnExit(object? sender, EventArgs arguments) => Dispose();
}
