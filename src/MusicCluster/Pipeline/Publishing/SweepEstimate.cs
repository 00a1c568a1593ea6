using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MusicCluster.Foundation.Files;
using MusicCluster.Models.Training;
using MusicCluster.Pipeline.Stages;

namespace MusicCluster.Pipeline.Publishing;

/// <summary>How long the training of all models takes on a corpus of the study's size: the measured epochs, scaled up.</summary>
/// <remarks>
/// Measured times are circumstances: they go beside the report as <c>sweep.txt</c> and into the manifest, never into a table that is
/// compared.
/// </remarks>
internal static class SweepEstimate
{
    public const string FileName = "sweep.txt";

    /// <summary>Tracks of the study.</summary>
    private const int StudyTrackCount = 4182;

    private const int StudySeedCount = 5;

    /// <summary>What was measured per representation, as a part of the manifest's circumstances.</summary>
    public static JsonObject Measured(IReadOnlyList<TrainedModel> models, int trackCount) =>
        new(Rows(models, trackCount).Select(row => KeyValuePair.Create(row.Name, (JsonNode?)new JsonObject
        {
            ["epochs"] = row.EpochCount,
            ["samples"] = row.SampleCount,
            ["secondsPerEpoch"] = Math.Round(row.EpochSeconds, 4),
            ["secondsOfStudy"] = Math.Round(row.StudySeconds, 1),
        })));

    /// <summary>Writes the table that the report points to; without trained models there is none.</summary>
    public static void Write(string folder, IReadOnlyList<TrainedModel> models, int trackCount, int threadCount)
    {
        var rows = Rows(models, trackCount);
        if (rows.Count > 0)
        {
            AtomicFile.WriteText(Path.Combine(folder, FileName), Text(rows, trackCount, threadCount));
        }
    }

    /// <summary>The table as text.</summary>
    internal static string Text(IReadOnlyList<SweepRow> rows, int trackCount, int threadCount)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture, $"Training time: measured on {trackCount} tracks ({Machine.CpuName()}, one thread per model, {threadCount} at a time),\n");
        text.Append(
            CultureInfo.InvariantCulture, $"and what it comes to for the study's {StudyTrackCount} tracks. Epochs cost in proportion to their tracks.\n\n");
        text.Append(
            CultureInfo.InvariantCulture, $"{"model",-26}{"epochs",8}{"s per epoch",14}{"s encoding",12}{"min, 1 seed",14}{$"min, {StudySeedCount} seeds",14}\n");
        foreach (var row in rows)
        {
            text.Append(
                CultureInfo.InvariantCulture, $"{row.Name,-26}{row.EpochCount,8}{row.EpochSeconds,14:F4}{row.EncodingSeconds,12:F3}"
                + $"{row.StudySeconds / 60,14:F2}{StudySeedCount * row.StudySeconds / 60,14:F2}\n");
        }

        var total = rows.Sum(row => row.StudySeconds) / 60;
        text.Append(CultureInfo.InvariantCulture, $"{"all, one after another",-26}{"",8}{"",14}{"",12}{total,14:F2}{StudySeedCount * total,14:F2}\n");
        text.Append(
            CultureInfo.InvariantCulture, $"{$"all, {threadCount} at a time",-26}{"",8}{"",14}{"",12}{total / threadCount,14:F2}{StudySeedCount * total / threadCount,14:F2}\n");
        return text.ToString();
    }

    /// <summary>Medians over the seeds; a model that is composed of others costs nothing itself.</summary>
    private static List<SweepRow> Rows(IReadOnlyList<TrainedModel> models, int trackCount) =>
        [.. from model in models
            let time = TrainingTime.Read(model.Output.Folder)
            where time is { EpochCount: > 0, EpochSeconds: > 0 }
            group time by model.Model.Representation into seeds
            let middle = seeds.OrderBy(time => time.EpochSeconds).ElementAt(seeds.Count() / 2)
            select new SweepRow(
                seeds.Key, middle.EpochCount, middle.SampleCount, middle.EpochSeconds, middle.EncodingSeconds,
                ((middle.EpochCount * middle.EpochSeconds) + middle.EncodingSeconds) * StudyTrackCount / trackCount)];
}

/// <summary>One model of the estimate.</summary>
/// <param name="Name">Its representation.</param>
/// <param name="EpochCount">Epochs of a training.</param>
/// <param name="SampleCount">Tracks (or crops) of an epoch, as measured.</param>
/// <param name="EpochSeconds">Of one epoch, as measured.</param>
/// <param name="EncodingSeconds">Of encoding all tracks, as measured.</param>
/// <param name="StudySeconds">One training and encoding on the study's tracks.</param>
internal sealed record SweepRow(string Name, int EpochCount, int SampleCount, double EpochSeconds, double EncodingSeconds, double StudySeconds);
