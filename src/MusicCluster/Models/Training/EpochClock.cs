using System.Diagnostics;
using System.Text.Json;
using MusicCluster.Foundation.Files;

namespace MusicCluster.Models.Training;

/// <summary>How long the epochs of a training took: a circumstance, kept apart from what decides results.</summary>
internal sealed class EpochClock
{
    /// <summary>Its file beside the weights.</summary>
    public const string FileName = "timing.json";

    private readonly List<double> seconds = [];
    private readonly Stopwatch watch = Stopwatch.StartNew();

    /// <summary>Notes the time of each epoch, saving included, before the epoch is reported.</summary>
    public Action<EpochLoss> Before(Action<EpochLoss> onEpoch) => loss =>
    {
        seconds.Add(watch.Elapsed.TotalSeconds);
        watch.Restart();
        onEpoch(loss);
        watch.Restart();
    };

    /// <summary>Writes what was measured; the time since the last epoch is that of encoding.</summary>
    public void Write(string path, int sampleCount, int epochCount)
    {
        var timing = new TrainingTime(sampleCount, epochCount, Median(), watch.Elapsed.TotalSeconds);
        AtomicFile.WriteText(path, JsonSerializer.Serialize(timing, ModelSummary.Json) + "\n");
    }

    /// <summary>0 where no epoch was run.</summary>
    private double Median()
    {
        var ordered = seconds.Order().ToList();
        return ordered.Count == 0 ? 0 : ordered[ordered.Count / 2];
    }
}

/// <summary>What was measured of one training.</summary>
/// <param name="SampleCount">Tracks (or crops) of an epoch.</param>
/// <param name="EpochCount">Epochs of the whole training.</param>
/// <param name="EpochSeconds">Median over the epochs of this run.</param>
/// <param name="EncodingSeconds">All tracks encoded once, with reconstructions.</param>
internal sealed record TrainingTime(int SampleCount, int EpochCount, double EpochSeconds, double EncodingSeconds)
{
    /// <summary>What was measured of the model in a folder; null where nothing was.</summary>
    public static TrainingTime? Read(string folder)
    {
        var path = Path.Combine(folder, EpochClock.FileName);
        return File.Exists(path) ? JsonSerializer.Deserialize<TrainingTime>(File.ReadAllText(path), ModelSummary.Json) : null;
    }
}
