using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation;

namespace MusicCluster.Report.Figures;

/// <summary>All figures of a report.</summary>
internal static class ReportFigures
{
    /// <summary>Of more representations only the best are drawn one by one; the map of report.html has all.</summary>
    public const int MaximumRepresentationCount = 16;

    /// <summary>Draws them and returns which there are, in the order of the report.</summary>
    /// <param name="source">The tables.</param>
    /// <param name="folder">Figures go to <c>figures/</c> below.</param>
    /// <param name="threadCount">How many are drawn at a time.</param>
    public static IReadOnlyList<ReportFigure> Draw(ReportSource source, string folder, int threadCount)
    {
        var summary = source.Rows<SummaryRow>();
        var ranked = ReportContent.Ranked(source, summary);
        var drawn = Drawn(source, ranked);
        // The best beside the baseline: what a reader wants to compare at a glance.
        var shown = ranked.Where(name => name != source.Baseline).Take(1).Concat(ranked.Where(name => name == source.Baseline)).ToHashSet();
        var mapped = source.ShownPartition is { } partition ? [partition.Representation.ToString()] : shown;
        List<FigureJob> jobs =
        [
            .. GroupFigures.Jobs(source),
            .. MetricFigures.Jobs(source, summary),
            .. ConfusionFigures.Jobs(source, drawn, shown),
            .. SilhouetteFigures.Jobs(source, drawn, shown),
            .. MapFigures.Jobs(source, drawn, mapped),
            .. ModelFigures.Jobs(source, drawn, shown),
        ];
        Directory.CreateDirectory(Path.Combine(folder, "figures"));
        Workers.ForEach(jobs, job => job.Draw(folder), threadCount);
        return [.. jobs.Select(job => job.Figure)];
    }

    private static HashSet<string> Drawn(ReportSource source, IReadOnlyList<string> ranked)
    {
        var maps = source.Table("maps");
        var all = Directory.Exists(maps)
            ? Directory.EnumerateFiles(maps, "*.csv").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        string[] first = source.ShownPartition is { } partition ? [partition.Representation.ToString()] : [];
        return [.. first.Concat(ranked).Concat(all).Concat(source.ModelFolders.Keys).Distinct().Take(MaximumRepresentationCount)];
    }
}

/// <summary>A figure that is to be drawn.</summary>
/// <param name="Figure">What it is.</param>
/// <param name="Draw">Draws it into the folder given; independent of all others.</param>
internal sealed record FigureJob(ReportFigure Figure, Action<string> Draw);

/// <summary>A figure: <c>figures/&lt;name&gt;.png</c> and <c>.svg</c>.</summary>
/// <param name="Name">Its file's name without ending.</param>
/// <param name="Group">Under which heading it is listed.</param>
/// <param name="Caption">What is to be seen, for those who cannot see it too.</param>
/// <param name="IsInline">Whether it is worth a place in the text; others are linked.</param>
internal sealed record ReportFigure(string Name, string Group, string Caption, bool IsInline = false);
