using MusicCluster.Evaluation;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;

namespace MusicCluster.Retrieval;

/// <summary>A folder of results, opened to be asked: its tracks and the spaces that they are points of.</summary>
internal sealed class FinishedRun
{
    private FinishedRun(string folder, IReadOnlyList<TrackRow> tracks) => (Folder, Tracks) = (folder, tracks);

    /// <summary>The folder of the results.</summary>
    public string Folder { get; }

    /// <summary>The rows of every space.</summary>
    public IReadOnlyList<TrackRow> Tracks { get; }

    /// <summary>The representations whose points are kept, in ordinal order.</summary>
    public IReadOnlyList<string> Representations =>
        [.. Directory.EnumerateFiles(Embeddings, "*.npy").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    /// <summary>The representation that was chosen without labels, else the one that the others are compared with, else the first.</summary>
    public string DefaultRepresentation
    {
        get
        {
            var kept = Representations;
            var ranked = File.Exists(Table.PathIn<RankingRow>(Folder))
                ? RankingRow.Choosable(Table.Read<RankingRow>(Folder)).Select(row => row.Representation.ToString())
                : [];
            return ranked.Append(EvaluationSettings.Read(Folder).Baseline).FirstOrDefault(kept.Contains) ?? kept[0];
        }
    }

    private string Embeddings => Path.Combine(Folder, "embeddings");

    /// <summary>Opens a folder of results.</summary>
    /// <exception cref="UserException">It is not one, or it keeps no points.</exception>
    public static FinishedRun Open(string folder)
    {
        var run = File.Exists(Table.PathIn<TrackRow>(folder)) && Directory.Exists(Path.Combine(folder, "embeddings"))
            ? new FinishedRun(folder, Table.Read<TrackRow>(folder))
            : throw new UserException($"'{folder}' holds no tracks.csv with embeddings; name a folder of results that the run verb has written.");
        return run.Representations.Count > 0 ? run : throw new UserException($"'{run.Embeddings}' holds no embedding; run the profile again.");
    }

    /// <summary>The points of a representation, [tracks, dimensions].</summary>
    /// <exception cref="UserException">It is not kept, or its points are not those of the tracks.</exception>
    public Matrix Points(string representation)
    {
        if (!Representations.Contains(representation))
        {
            throw new UserException($"'{representation}' is no representation of '{Folder}'; it has {string.Join(", ", Representations)}.");
        }

        var path = Path.Combine(Embeddings, representation + ".npy");
        var points = NpyFile.ReadMatrix(path);
        if (points.RowCount != Tracks.Count)
        {
            throw new UserException($"'{path}' has {points.RowCount} points for {Tracks.Count} tracks; run the profile again.");
        }

        return FiniteChecks.Problem(points) is { Length: > 0 } problem ? throw new UserException($"In '{path}', {problem}; run the profile again.") : points;
    }
}
