using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using SharpCompress.Archives;
using SharpCompress.Archives.Zip;
using SharpCompress.Readers;

namespace MusicCluster.Corpus.Archives;

/// <summary>
/// Takes chosen files out of a zip archive, also of FMA's, which are compressed with bzip2. Nothing but the files asked for
/// is written, each through a temporary name, so that a file that is there is whole.
/// </summary>
internal sealed class ZipExtraction(string archivePath, ArchiveLimits limits)
{
    private const int LinkMode = 0xA000;
    private const int ModeMask = 0xF000;

    /// <summary>Takes out the files that are not there yet.</summary>
    /// <param name="files">What is wanted.</param>
    /// <param name="threadCount">How many are decompressed side by side.</param>
    /// <param name="progress">Receives the number of files.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>What could not be taken out, in the order of <paramref name="files"/>.</returns>
    /// <exception cref="UserException">The archive cannot be read or must not be trusted.</exception>
    public IReadOnlyList<ExtractionFailure> Extract(
        IReadOnlyList<WantedFile> files, int threadCount, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        var missing = files.Where(file => !File.Exists(file.Target)).ToList();
        RequireDisk(missing);
        var failures = new ExtractionFailure?[missing.Count];
        var (next, doneCount) = (-1, 0);
        // A reader has one position in the file, so each thread opens the archive for itself.
        Workers.ForEach([.. Enumerable.Range(0, Math.Clamp(threadCount, 1, Math.Max(1, missing.Count)))], _ =>
        {
            using var archive = Open();
            var entries = Index(archive);
            for (int i; (i = Interlocked.Increment(ref next)) < missing.Count;)
            {
                cancellation.ThrowIfCancellationRequested();
                failures[i] = ExtractOne(missing[i], entries, cancellation) is { } reason ? new ExtractionFailure(missing[i], reason) : null;
                progress.Report(new StageProgress(
                    $"unpacking {Path.GetFileName(archivePath)}", Interlocked.Increment(ref doneCount), missing.Count, "files"));
            }
        }, cancellation: cancellation);
        return [.. failures.OfType<ExtractionFailure>()];
    }

    /// <summary>The text of a small file, e.g. FMA's <c>checksums</c>; null where the archive has none.</summary>
    /// <exception cref="UserException">As for <see cref="Extract"/>.</exception>
    public string? ReadText(string entryName, int largestBytes)
    {
        using var archive = Open();
        if (!Index(archive).TryGetValue(entryName, out var entry))
        {
            return null;
        }

        using var text = new MemoryStream();
        return (Refusal(entry) ?? Copy(entry!, text.Write, largestBytes, CancellationToken.None)) is { } reason
            ? throw new UserException($"'{archivePath}': {entryName} {reason}.")
            : Encoding.UTF8.GetString(text.ToArray());
    }

    private IArchive Open()
    {
        try
        {
            return ZipArchive.OpenArchive(archivePath, new ReaderOptions { Providers = Bzip2Provider.Registry });
        }
        catch (Exception error) when (EntrySource.IsFault(error))
        {
            throw Unreadable(error);
        }
    }

    /// <summary>Entries by name; those that occur twice are null, because nobody knows which one is meant.</summary>
    private Dictionary<string, IArchiveEntry?> Index(IArchive archive)
    {
        var entries = new Dictionary<string, IArchiveEntry?>(StringComparer.Ordinal);
        try
        {
            foreach (var entry in archive.Entries)
            {
                var name = entry.Key ?? "";
                if (IsHostile(name))
                {
                    throw new UserException($"'{archivePath}' has an entry '{Short(name)}' that points outside; nothing of it is used.");
                }

                if (!entries.TryAdd(name, entry))
                {
                    entries[name] = null;
                }

                if (entries.Count > limits.EntryCount)
                {
                    throw new UserException($"'{archivePath}' has more than {limits.EntryCount} entries; nothing of it is used.");
                }
            }
        }
        catch (Exception error) when (EntrySource.IsFault(error))
        {
            throw Unreadable(error);
        }

        return entries;
    }

    private void RequireDisk(List<WantedFile> files)
    {
        if (files.Count > 0)
        {
            using var archive = Open();
            var entries = Index(archive);
            FreeDisk.Require(files[0].Target, files.Sum(file => entries.GetValueOrDefault(file.Entry) is { } entry && Refusal(entry) is null ? entry.Size : 0),
                "run again, or set corpus.path to another disk");
        }
    }

    private string? ExtractOne(WantedFile file, Dictionary<string, IArchiveEntry?> entries, CancellationToken cancellation)
    {
        if (!entries.TryGetValue(file.Entry, out var entry))
        {
            return $"is not in {Path.GetFileName(archivePath)}";
        }

        if (Refusal(entry) is { } refusal)
        {
            return refusal;
        }

        string? reason = null;
        try
        {
            AtomicFile.Write(file.Target, stream =>
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
                reason = Copy(entry!, Write, limits.FileBytes, cancellation);
                var sha1 = Convert.ToHexStringLower(hash.GetHashAndReset());
                reason ??= file.Sha1 is null || sha1 == file.Sha1 ? null : $"has SHA-1 {sha1}; the archive's checksums say {file.Sha1}";
                if (reason is not null)
                {
                    throw new RejectedException();
                }

                void Write(ReadOnlySpan<byte> bytes)
                {
                    stream.Write(bytes);
                    hash.AppendData(bytes);
                }
            });
        }
        catch (RejectedException)
        {
            // AtomicFile has taken the half-written file away.
        }

        return reason;
    }

    /// <summary>Why an entry must not be opened.</summary>
    private string? Refusal(IArchiveEntry? entry) => entry switch
    {
        null => "is in the archive twice",
        { IsDirectory: true } => "is a folder in the archive",
        { IsEncrypted: true } => "is encrypted in the archive",
        { LinkTarget: not null } => "is a link in the archive",
        { Attrib: { } attributes } when ((attributes >> 16) & ModeMask) == LinkMode => "is a link in the archive",
        { Size: < 0 } or { CompressedSize: < 0 } => "claims a negative size",
        _ when entry.Size > limits.FileBytes => $"claims {entry.Size} bytes; at most {limits.FileBytes} are unpacked",
        _ when entry.Size > limits.RatioFreeBytes && entry.Size > limits.Ratio * entry.CompressedSize =>
            $"claims {entry.Size} bytes out of {entry.CompressedSize}, more than {limits.Ratio} times as many",
        _ => null,
    };

    private static string? Copy(IArchiveEntry entry, Sink write, long largestBytes, CancellationToken cancellation)
    {
        // What the archive's directory says; opening the entry replaces it by what the entry says of itself.
        var (size, checksum) = (entry.Size, (uint)entry.Crc);
        var limit = Math.Min(size, largestBytes);
        var crc = new Crc32();
        var buffer = new byte[1 << 17];
        long count = 0;
        using var source = new EntrySource(entry);
        // Faults of the archive end up in the source; those of our own disk must not be taken for them.
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            count += read;
            if (count > limit)
            {
                return $"is larger than the {limit} bytes that it claims";
            }

            crc.Append(buffer.AsSpan(0, read));
            write(buffer.AsSpan(0, read));
        }

        return source.Fault is { } fault ? $"cannot be unpacked: {fault}"
            : count != size ? $"has {count} bytes; the archive says {size}"
            : crc.GetCurrentHashAsUInt32() != checksum ? "is damaged: its CRC-32 is another than the archive says"
            : null;
    }

    /// <summary>A name that no well-meant archive has.</summary>
    private static bool IsHostile(string name) =>
        name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal)
        || (name.Length > 1 && name[1] == ':') || name.Split('/').Contains("..");

    private UserException Unreadable(Exception error) =>
        new($"'{archivePath}' cannot be read as a zip archive: {error.Message.ReplaceLineEndings(" ")} Remove it and run again.", error);

    private static string Short(string name) => name.Length <= 60 ? name : $"{name[..57]}...";

    private delegate void Sink(ReadOnlySpan<byte> bytes);

    /// <summary>Leaves the writing of a file that turned out wrong.</summary>
    private sealed class RejectedException : Exception;
}
