using MusicCluster.Corpus.Archives;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Corpus.Fma;

/// <summary>
/// FMA in its own layout below one folder: <c>fma_metadata/tracks.csv</c>, <c>fma_small/000/000002.mp3</c>. What is there is
/// used as it is; only what is missing is taken out of the archives, which are fetched if no folder has them.
/// </summary>
/// <param name="folder">The corpus folder.</param>
/// <param name="subset">Whose audio is used.</param>
/// <param name="archives">Where archives come from.</param>
/// <param name="threadCount">How many files are unpacked side by side.</param>
/// <param name="progress">Receives bytes and files.</param>
/// <param name="cancellation">Stops at once; what is there stays.</param>
internal sealed class FmaCorpus(
    string folder, FmaSubset subset, ArchiveStore archives, int threadCount, IProgress<StageProgress> progress, CancellationToken cancellation)
{
    private const string Metadata = "fma_metadata";
    private const int LargestChecksums = 64 << 20;
    private readonly string audioFolder = FmaArchives.FolderOf(subset);

    public string TracksPath => Path.Combine(folder, Metadata, "tracks.csv");

    public string GenresPath => Path.Combine(folder, Metadata, "genres.csv");

    /// <summary>Tracks that an archive does not have whole, with the reason, so that they are asked for once.</summary>
    private string LeftOutPath => Path.Combine(folder, $"{audioFolder}.left-out.csv");

    /// <summary>Where a track's audio is, e.g. <c>fma_small/000/000002.mp3</c> below the folder.</summary>
    public string AudioPath(int trackId) => Path.Combine(folder, EntryOf(trackId));

    /// <summary>Makes sure that <c>tracks.csv</c> and <c>genres.csv</c> are there.</summary>
    /// <exception cref="UserException">They cannot be had.</exception>
    public void EnsureMetadata()
    {
        var paths = new[] { TracksPath, GenresPath };
        if (!paths.All(File.Exists))
        {
            var failures = Unpack(FmaArchives.Metadata, Metadata, paths.Select(path => (Path.GetFileName(path), path)));
            if (failures is [var failure, ..])
            {
                throw new UserException($"{failure.File.Entry} {failure.Reason}.");
            }
        }
    }

    /// <summary>Makes sure that the audio of the tracks is there.</summary>
    /// <returns>The tracks whose audio the archive does not have, or not whole.</returns>
    /// <exception cref="UserException">The archive cannot be had.</exception>
    public IReadOnlyList<TrackFailure> EnsureAudio(IReadOnlyList<int> trackIds)
    {
        var leftOut = File.Exists(LeftOutPath)
            ? Table.ReadFile<TrackFailure>(LeftOutPath).ToDictionary(failure => failure.TrackId, StringComparer.Ordinal)
            : [];
        var missing = trackIds.Where(id => !File.Exists(AudioPath(id)) && !leftOut.ContainsKey($"{id}")).ToList();
        if (missing.Count > 0)
        {
            var failures = Unpack($"{audioFolder}.zip", audioFolder, missing.Select(id => (EntryOf(id)[(audioFolder.Length + 1)..], AudioPath(id))));
            foreach (var failure in failures)
            {
                var id = $"{int.Parse(Path.GetFileNameWithoutExtension(failure.File.Entry), System.Globalization.CultureInfo.InvariantCulture)}";
                leftOut[id] = new TrackFailure(id, "fetch", $"audio {failure.Reason}");
            }

            Table.WriteFile(LeftOutPath, leftOut.Values.OrderBy(failure => failure.TrackId, StringComparer.Ordinal));
        }

        return [.. trackIds.Where(id => !File.Exists(AudioPath(id))).Select(id => leftOut[$"{id}"])];
    }

    private IReadOnlyList<ExtractionFailure> Unpack(string archive, string inside, IEnumerable<(string Name, string Target)> files)
    {
        var path = archives.Get(archive);
        var extraction = new ZipExtraction(path, new ArchiveLimits());
        var checksums = Checksums(extraction.ReadText($"{inside}/checksums", LargestChecksums), inside);
        return extraction.Extract(
            [.. files.Select(file => new WantedFile($"{inside}/{file.Name}", file.Target, checksums.GetValueOrDefault(file.Name)))],
            threadCount, progress, cancellation);
    }

    /// <summary>The list as <c>sha1sum</c> writes it: 40 hex digits, two characters, a path below the archive's folder.</summary>
    private static Dictionary<string, string> Checksums(string? text, string inside)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in (text ?? "").Split('\n').Where(line => line.Length > 42))
        {
            var name = line[42..].TrimEnd('\r');
            result[name.StartsWith(inside + "/", StringComparison.Ordinal) ? name[(inside.Length + 1)..] : name] = line[..40].ToLowerInvariant();
        }

        return result;
    }

    private string EntryOf(int trackId) => $"{audioFolder}/{trackId / 1000:D3}/{trackId:D6}.mp3";
}
