using MusicCluster.Corpus;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Tables;
using MusicCluster.Numerics.Npy;
using MusicCluster.Pipeline.Shards;

namespace MusicCluster.Pipeline.Stages;

/// <summary>Feature files of parts → those of the whole, row by row: memory does not grow with the number of tracks.</summary>
internal static class FeatureParts
{
    /// <summary>Writes every <c>.npy</c> of the parts joined, and a copy of their other files that all have in common.</summary>
    /// <param name="ids">All tracks in order.</param>
    /// <param name="parts">Folders of all parts in order.</param>
    /// <param name="folder">Gets the files.</param>
    public static FeatureTables Join(IReadOnlyList<string> ids, IReadOnlyList<string> parts, string folder)
    {
        var kept = parts.Select(part => CsvTable.Read(Path.Combine(part, "tracks.csv")).Rows).ToList();
        var failures = parts.Select(part => TrackTable.ReadFailures(Path.Combine(part, "failures.csv"))).ToList();
        var (nextKept, nextFailure) = (new int[parts.Count], new int[parts.Count]);
        var table = FeatureTables.NewTracks();
        var left = new List<TrackFailure>();
        var origins = new List<(int Part, int Row)>();
        foreach (var id in ids)
        {
            var part = Shard.IndexOf(id, parts.Count) - 1;
            if (nextKept[part] < kept[part].Count && kept[part][nextKept[part]][0] == id)
            {
                origins.Add((part, nextKept[part]));
                table.Add([.. kept[part][nextKept[part]++]]);
            }
            else if (nextFailure[part] < failures[part].Count && failures[part][nextFailure[part]].TrackId == id)
            {
                left.Add(failures[part][nextFailure[part]++]);
            }
            else
            {
                throw new UserException($"Track '{id}' is not in its part, '{parts[part]}'; delete that folder and do the part again.");
            }
        }

        foreach (var path in Directory.EnumerateFiles(parts[0]).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            if (name.EndsWith(".npy", StringComparison.Ordinal))
            {
                JoinRows([.. parts.Select(part => Path.Combine(part, name))], origins, Path.Combine(folder, name));
            }
            else if (name.EndsWith(".columns.txt", StringComparison.Ordinal))
            {
                File.Copy(path, Path.Combine(folder, name), overwrite: true);
            }
        }

        return new FeatureTables(table, left);
    }

    private static void JoinRows(IReadOnlyList<string> sources, List<(int Part, int Row)> origins, string target)
    {
        var files = new List<NpyFile>();
        try
        {
            files.AddRange(sources.Select(NpyFile.Open));
            using var writer = new NpyWriter(target, [.. files[0].Shape.Skip(1)]);
            for (var row = 0; row < origins.Count; row++)
            {
                writer.WriteRow(row, files[origins[row].Part].Row(origins[row].Row));
            }

            writer.Complete(origins.Count);
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }
}
