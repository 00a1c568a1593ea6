namespace MusicCluster.Foundation.Files;

/// <summary>A lock between processes, released by the system when its owner dies.</summary>
/// <remarks>The file stays: deleting it would let two owners in, one on the old file and one on a new one.</remarks>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream stream;

    private FileLock(FileStream stream) => this.stream = stream;

    /// <summary>Waits until the lock is ours.</summary>
    /// <exception cref="OperationCanceledException">Waiting was given up.</exception>
    public static FileLock Acquire(string path, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException error) when (error.GetType() == typeof(IOException) && File.Exists(path))
            {
                cancellation.WaitHandle.WaitOne(Pause);
            }
        }
    }

    public void Dispose() => stream.Dispose();
}
