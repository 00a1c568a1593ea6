using System.Text;

namespace MusicCluster.Foundation.Files;

/// <summary>Writes files so that a reader sees the whole old content or the whole new one, never a part.</summary>
internal static class AtomicFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes through a temporary file beside <paramref name="path"/> that is renamed at the end.</summary>
    /// <exception cref="UserException">The disk is full.</exception>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="isDurable">Whether to wait until it is on the disk; without, a file may come back empty after a loss of power.</param>
    /// <remarks>A failed write leaves neither the temporary file nor a changed <paramref name="path"/>.</remarks>
    public static void Write(string path, Action<Stream> write, bool isDurable = true)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId}-{Guid.NewGuid():N}.tmp");
        var byteCount = 0L;
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                try
                {
                    write(stream);
                    stream.Flush(isDurable);
                }
                finally
                {
                    byteCount = stream.Position;
                }
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error)
        {
            File.Delete(temporary);
            if (DiskFull.IsCauseOf(error))
            {
                throw DiskFull.For(path, byteCount, error);
            }

            throw;
        }
    }

    /// <summary>Writes text as UTF-8 without a byte-order mark; line ends as given.</summary>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Utf8.GetBytes(text)));
}
