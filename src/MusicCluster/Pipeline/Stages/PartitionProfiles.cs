using MusicCluster.Foundation.Tables;

namespace MusicCluster.Pipeline.Stages;

/// <summary>A closer look at one partition per representation, the one that was fixed beforehand, of the first seed.</summary>
internal static class PartitionProfiles
{
    /// <summary>Writes <c>silhouettes.csv</c> and <c>confusion.csv</c>.</summary>
    public static void Write(string folder, IReadOnlyList<ScoredPartition> all, EvaluatedTracks tracks)
    {
        var primary = TestTables.PrimaryMethod(all, tracks);
        var shown = all.Where(scored => scored.Method == primary && scored.Seeds[0].Partition.Status.Length == 0).ToList();
        WriteSilhouettes(Path.Combine(folder, "silhouettes.csv"), shown, tracks);
        WriteConfusion(Path.Combine(folder, "confusion.csv"), shown, tracks);
    }

    /// <summary>Two columns per representation: each track's silhouette in its own space and in the reference space, empty for noise.</summary>
    private static void WriteSilhouettes(string path, List<ScoredPartition> shown, EvaluatedTracks tracks)
    {
        var table = new CsvTable(["track_id", .. shown.SelectMany(scored => new[] { $"{scored.Name}/own", $"{scored.Name}/reference" })]);
        for (var row = 0; row < tracks.Tracks.Count; row++)
        {
            table.Add([tracks.Tracks[row].Id, .. shown.SelectMany(scored => new object?[] { scored.OwnSilhouettes[row], scored.ReferenceSilhouettes[row] })]);
        }

        table.Write(path);
    }

    /// <summary>How many tracks of each genre are in each cluster; a track without a genre is counted as such.</summary>
    private static void WriteConfusion(string path, List<ScoredPartition> shown, EvaluatedTracks tracks)
    {
        var table = new CsvTable("representation", "clusterer", "parameters", "genre", "cluster", "tracks");
        foreach (var scored in shown)
        {
            var labels = scored.Seeds[0].Partition.Labels;
            foreach (var genre in tracks.Genres.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                foreach (var cluster in labels.Distinct().Order())
                {
                    var count = Enumerable.Range(0, labels.Length).Count(row => labels[row] == cluster && tracks.Genres[row] == genre);
                    table.Add(scored.Representation, scored.Clusterer, scored.Parameters, genre, cluster, count);
                }
            }
        }

        table.Write(path);
    }
}
