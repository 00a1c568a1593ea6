using System.Security.Cryptography;
using MusicCluster.Foundation.Files;

namespace MusicCluster.Foundation.Downloads;

/// <summary>
/// The part of a download that is on disk, its running SHA-1, and beside it, in <c>.part.etag</c>, which version of the
/// file at which address it belongs to.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string etagPath;
    private readonly FileStream stream;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);

    /// <summary>Opens what an earlier run left, or an empty file.</summary>
    public PartialFile(string path, Action<long> onHashed)
    {
        Path = path;
        etagPath = path + ".etag";
        stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1 << 20);
        HashAll(onHashed);
    }

    public string Path { get; }

    public long Length => stream.Length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        hash.AppendData(bytes);
    }

    /// <summary>Forgets everything.</summary>
    public void Restart()
    {
        stream.SetLength(0);
        hash.GetHashAndReset();
        File.Delete(etagPath);
    }

    /// <summary>Which version the bytes belong to: an ETag or a date, in the form of the <c>If-Range</c> header.</summary>
    public string? VersionAt(Uri address) =>
        File.Exists(etagPath) && File.ReadAllLines(etagPath) is [var known, var version] && known == address.AbsoluteUri ? version : null;

    public void RememberVersion(Uri address, string? version)
    {
        if (version is null)
        {
            File.Delete(etagPath);
            return;
        }

        AtomicFile.WriteText(etagPath, $"{address.AbsoluteUri}\n{version}\n");
    }

    /// <summary>SHA-1 of the bytes so far, in lower-case hex.</summary>
    public string Sha1() => Convert.ToHexStringLower(hash.GetCurrentHash());

    /// <summary>Gives the file its final name.</summary>
    public void MoveTo(string target)
    {
        stream.Flush(flushToDisk: true);
        stream.Dispose();
        File.Move(Path, target, overwrite: true);
        File.Delete(etagPath);
    }

    public void Dispose()
    {
        stream.Dispose();
        hash.Dispose();
    }

    private void HashAll(Action<long> onHashed)
    {
        var buffer = new byte[1 << 20];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            onHashed(stream.Position);
        }
    }
}
