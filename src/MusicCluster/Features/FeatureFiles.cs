using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Numerics;

namespace MusicCluster.Features;

/// <summary>
/// Writes the rows in the order of the tracks, whatever order they come in. Rows that come early wait; there are only so
/// many of them, so memory does not grow with the number of tracks.
/// </summary>
internal sealed class FeatureFiles : IDisposable
{
    private readonly NpyWriter mfcc;
    private readonly NpyWriter logMel;
    private readonly int trackCount;
    private readonly IProgress<StageProgress>? progress;
    private readonly Dictionary<int, FeatureRows> waiting = [];
    private readonly List<KeptTrack> kept = [];
    private readonly List<TrackFailure> failures = [];
    private int next;

    public FeatureFiles(string folder, FeatureKernels kernels, int trackCount, IProgress<StageProgress>? progress)
    {
        Directory.CreateDirectory(folder);
        this.trackCount = trackCount;
        this.progress = progress;
        mfcc = new NpyWriter(Path.Combine(folder, "mfcc.npy"), kernels.MfccLength);
        logMel = new NpyWriter(Path.Combine(folder, "logmel.npy"), kernels.Options.MelCount, kernels.Options.LogMelFrames);
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
        mfcc.Complete(kept.Count);
        logMel.Complete(kept.Count);
        return new FeatureResult(kept, failures);
    }

    public void Dispose()
    {
        mfcc.Dispose();
        logMel.Dispose();
    }

    private void Write(FeatureRows rows)
    {
        if (rows.Failure is { } failure)
        {
            failures.Add(failure);
            return;
        }

        mfcc.WriteRow(kept.Count, rows.Mfcc);
        logMel.WriteRow(kept.Count, rows.LogMel);
        kept.Add(rows.Kept!);
    }
}
