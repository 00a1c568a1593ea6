using MusicCluster.Corpus;
using MusicCluster.Features.Crops;
using MusicCluster.Features.Fingerprints;
using MusicCluster.Features.Handcrafted;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Files;
using MusicCluster.Numerics.Npy;

namespace MusicCluster.Features;

/// <summary>
/// Writes the rows in the order of the tracks, whatever order they come in. Rows that come early wait; their number is
/// limited, so memory does not grow with the number of tracks.
/// </summary>
internal sealed class FeatureFiles : IDisposable
{
    private readonly List<(NpyWriter Writer, Func<FeatureRows, float[]> Row)> files = [];
    private readonly int trackCount;
    private readonly IProgress<StageProgress>? progress;
    private readonly Dictionary<int, FeatureRows> waiting = [];
    private readonly List<HeardTrack> kept = [];
    private readonly List<TrackFailure> failures = [];
    private BinaryWriter? fingerprints;
    private int next;

    /// <param name="folder">Null where no file is wanted.</param>
    /// <param name="kernels">What is computed.</param>
    /// <param name="trackCount">Tracks to come.</param>
    /// <param name="progress">Told of each track.</param>
    public FeatureFiles(string? folder, FeatureKernels kernels, int trackCount, IProgress<StageProgress>? progress)
    {
        this.trackCount = trackCount;
        this.progress = progress;
        if (folder is not null)
        {
            Open(folder, kernels);
        }
    }

    /// <summary>Takes the rows of a track and hands back those that are written and free to be used again.</summary>
    public IReadOnlyList<FeatureRows> Add(int track, FeatureRows rows)
    {
        lock (waiting)
        {
            waiting.Add(track, rows);
            var free = new List<FeatureRows>();
            while (waiting.Remove(next, out var ready))
            {
                Write(ready);
                free.Add(ready);
                next++;
                progress?.Report(new StageProgress("features", next, trackCount, "tracks"));
            }

            return free;
        }
    }

    /// <summary>Ends the files.</summary>
    public FeatureResult Complete()
    {
        foreach (var (writer, _) in files)
        {
            writer.Complete(kept.Count);
        }

        return new FeatureResult(kept, failures);
    }

    public void Dispose()
    {
        fingerprints?.Dispose();
        foreach (var (writer, _) in files)
        {
            writer.Dispose();
        }
    }

    private void Open(string folder, FeatureKernels kernels)
    {
        Directory.CreateDirectory(folder);
        var options = kernels.Options;
        Add(folder, "mfcc.npy", rows => rows.Mfcc, kernels.MfccLength);
        Add(folder, "logmel.npy", rows => rows.LogMel, options.MelCount, options.LogMelFrames);
        for (var i = 0; i < options.Coefficients.Count; i++)
        {
            var (index, name) = (i, CoefficientStatistics.NameOf(options.Coefficients[i]));
            Add(folder, $"{name}.npy", rows => rows.Coefficients[index], kernels.CoefficientNames[i].Length);
            WriteNames(folder, $"{name}.columns.txt", kernels.CoefficientNames[i]);
        }

        if (options.Extended)
        {
            Add(folder, "extended.npy", rows => rows.Extended, kernels.ExtendedNames.Length);
            WriteNames(folder, "extended.columns.txt", kernels.ExtendedNames);
        }

        if (options.Crops > 0)
        {
            Add(folder, "statistics.npy", rows => rows.Statistics, options.Crops, CropColumns.Count);
            Add(folder, "crops.mask.npy", rows => rows.CropMask, options.Crops);
            Add(folder, "crops.logmel.npy", rows => rows.CropLogMel, options.Crops, options.MelCount, CropPlan.LogMelFrames);
            WriteNames(folder, "statistics.columns.txt", CropColumns.Names);
        }

        fingerprints = FingerprintFile.Create(folder, options);
        // Checked now rather than after hours. Failed tracks take no space, so this is the most that is needed.
        FreeDisk.Require(Path.Combine(folder, "*.npy"), trackCount * files.Sum(file => file.Writer.RowLength * sizeof(float)));
    }

    private static void WriteNames(string folder, string name, IEnumerable<string> names) =>
        AtomicFile.WriteText(Path.Combine(folder, name), string.Concat(names.Select(column => column + "\n")));

    private void Add(string folder, string name, Func<FeatureRows, float[]> row, params long[] shape) =>
        files.Add((new NpyWriter(Path.Combine(folder, name), shape), row));

    private void Write(FeatureRows rows)
    {
        if (rows.Failure is { } failure)
        {
            failures.Add(failure);
            return;
        }

        foreach (var (writer, row) in files)
        {
            writer.WriteRow(kept.Count, row(rows));
        }

        if (fingerprints is not null)
        {
            FingerprintFile.Add(fingerprints, rows.Fingerprint);
        }

        kept.Add(rows.Kept! with { Descriptors = rows.Descriptors });
    }
}
