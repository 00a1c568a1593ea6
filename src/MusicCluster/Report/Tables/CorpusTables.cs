namespace MusicCluster.Report.Tables;

/// <summary>What went in: tracks, words, models.</summary>
internal static class CorpusTables
{
    public static IEnumerable<ReportTable> Read(ReportSource source, RepresentationMarks marks)
    {
        yield return Words(ReportContent.Of(source, "corpus", "Corpus",
            $"Tracks that have features, by genre; durations in seconds. Genres were used {marks.GenreUse}."));
        var reasons = Words(ReportContent.Of(source, "failure-reasons", "Tracks left out", "How many, by stage and reason; failures.csv lists every one."));
        yield return reasons with { Name = "left-out", Caption = reasons.Rows.Count == 0 ? "No track was left out." : reasons.Caption };
        yield return Words(ReportContent.Of(source, "lyrics-verdicts", "Lyrics", "What became of the words of each track that was found."));
        yield return Words(ReportContent.Of(source, "training", "Models",
            "Means over the seeds; losses of the last epoch, per track. Active units: latent dimensions whose mean varies over the tracks by more than 0.01. "
            + "Relative error: squared reconstruction error over that of the mean track; below 1 is better than the mean. "
            + "models.csv has every seed; sweep.txt beside this report says what training takes on the study's 4,182 tracks, estimated from measured epochs.")) with { Name = "models-trained" };
    }

    /// <summary>Column heads for people; columns without any value are left out.</summary>
    internal static ReportTable Words(ReportTable table)
    {
        int[] kept = [.. Enumerable.Range(0, table.Columns.Count).Where(column => table.Rows.Count == 0 || table.Rows.Any(row => row[column] is not null))];
        return table with
        {
            Columns = [.. kept.Select(column => table.Columns[column].Replace('_', ' '))],
            Rows = [.. table.Rows.Select(row => (IReadOnlyList<object?>)[.. kept.Select(column => row[column])])],
        };
    }
}
