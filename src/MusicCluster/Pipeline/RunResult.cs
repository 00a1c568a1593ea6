using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Numerics;
using MusicCluster.Retrieval;

namespace MusicCluster.Pipeline;

/// <summary>What a run has left in its folder; tables are read when they are asked for.</summary>
/// <param name="Folder">The folder of the results.</param>
/// <param name="Stages">What became of each stage; empty for a run that was opened later.</param>
public sealed record RunResult(string Folder, IReadOnlyList<StageResult> Stages)
{
    /// <summary>The tracks that have features.</summary>
    public IReadOnlyList<TrackRow> Tracks => Table.Read<TrackRow>(Folder);

    /// <summary>Every metric of every partition, over the seeds.</summary>
    public IReadOnlyList<SummaryRow> Summary => Table.Read<SummaryRow>(Folder);

    /// <summary>Every number.</summary>
    public IReadOnlyList<MetricRow> Metrics => Table.Read<MetricRow>(Folder);

    /// <summary>Each representation against the baseline.</summary>
    public IReadOnlyList<ComparisonRow> Comparisons => Table.Read<ComparisonRow>(Folder);

    /// <summary>Every track's clusters: a column per partition, noise −1.</summary>
    public WideTable<AssignmentRow, int> Assignments => Table.ReadWide<AssignmentRow, int>(Folder);

    /// <summary>Opens the folder of a finished run.</summary>
    /// <exception cref="UserException">It holds no results.</exception>
    public static RunResult Open(string folder) => File.Exists(Table.PathIn<SummaryRow>(folder))
        ? new RunResult(Path.GetFullPath(folder), [])
        : throw new UserException($"'{folder}' holds no summary.csv; name a folder of results that the run verb has written.");

    /// <summary>The points of a representation, first seed, [tracks, dimensions].</summary>
    /// <param name="representation">Its name in the tables.</param>
    /// <exception cref="UserException">There is none of that name, or its file is damaged.</exception>
    public Matrix Embedding(string representation) => FinishedRun.Open(Folder).Points(representation);
}
