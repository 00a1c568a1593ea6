using MusicCluster.Evaluation.Tables;
using MusicCluster.Lyrics;
using MusicCluster.Models;

namespace MusicCluster.Report.Tables;

/// <summary>What went in: tracks, lyrics, models.</summary>
internal static class CorpusSections
{
    public static IEnumerable<ReportTable> Read(ReportSource source, RepresentationMarks marks)
    {
        yield return ReportContent.Of(
            source.Rows<CorpusRow>(), "corpus", "Corpus",
            $"Tracks that have features, by genre; durations in seconds. Genres were used {marks.GenreUse}.").ForPeople();
        var reasons = source.Rows<FailureReasonRow>();
        yield return ReportContent.Of(
            reasons, "left-out", "Tracks left out",
            reasons.Count == 0 ? "No track was left out." : "How many, by stage and reason; failures.csv lists every one.").ForPeople();
        yield return ReportContent.Of(
            source.Rows<LyricsVerdictRow>(), "lyrics-verdicts", "Lyrics", "What became of the lyrics of each track that was found.").ForPeople();
        yield return ReportContent.Of(
            source.Rows<TrainingRow>(), "models-trained", "Models",
            "Means over the seeds; losses of the last epoch, per track. Active units: latent dimensions whose mean varies over the tracks by more than 0.01. "
            + "Relative error: squared reconstruction error over that of the mean track; below 1 is better than the mean. "
            + "models.csv has every seed; sweep.txt beside this report says what training takes on the study's 4,182 tracks, estimated from measured epochs.")
            .ForPeople();
    }
}
