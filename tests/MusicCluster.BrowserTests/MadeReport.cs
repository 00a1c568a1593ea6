using MusicCluster.Embeddings;
using MusicCluster.Evaluation.Groups;
using MusicCluster.Evaluation.Neighbors;
using MusicCluster.Evaluation.Partitions;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Features.Descriptors;
using MusicCluster.Foundation.Tables;
using MusicCluster.Report;

namespace MusicCluster.BrowserTests;

/// <summary>A report of the golden tables, with hostile titles and real clips in a folder of a difficult name.</summary>
public sealed class MadeReport : IDisposable
{
    public const string HostileTitle = "</script><img src=x onerror=\"window.wasHit = 1\"> & 'title'";
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("musiccluster-browser-");

    public MadeReport()
    {
        var tables = Path.Combine(root.FullName, "tables");
        Copy(Path.Combine(AppContext.BaseDirectory, "tables"), tables);
        var clips = Path.Combine(root.FullName, "my music", "#1 & co");
        Directory.CreateDirectory(clips);
        var source = CsvTable.Read(Path.Combine(tables, "tracks.csv"));
        TrackCount = source.Rows.Count;
        var (title, path) = (source.Column("title"), source.Column("path"));
        source.Rows[0][title] = HostileTitle;
        for (var i = 0; i < TrackCount; i++)
        {
            source.Rows[i][path] = $"#1 & co/clip {i}?.wav";
            WriteTone(Path.Combine(clips, $"clip {i}?.wav"), 220 + (20 * i));
        }

        source.Write(Path.Combine(tables, "tracks.csv"));
        Describe(tables);
        var report = Path.Combine(root.FullName, "out", "report");
        Directory.CreateDirectory(report);
        ReportWriter.Write(report, ReportSource.OfResults(tables) with { ProfileName = "golden", AudioFolder = "../../my music" },
            new ReportOptions([ReportFormat.Html]));
        Page = new Uri(Path.Combine(report, "report.html")).AbsoluteUri;
    }

    public string Page { get; }

    public int TrackCount { get; }

    /// <summary>A page of as many tracks, scattered.</summary>
    public string PageOf(int trackCount)
    {
        var folder = Path.Combine(root.FullName, $"many-{trackCount}");
        Copy(Path.Combine(AppContext.BaseDirectory, "tables"), folder);
        var random = new Random(1);
        var ids = Enumerable.Range(0, trackCount).ToList();
        Table.Write(folder, ids.Select(i => new TrackRow($"t{i}", $"Title {i}", $"Artist {i % 700}", $"Genre {i % 12}", "", 30, "")));
        Write("assignments", ["track_id", "genre", "mfcc-pca/k-means/k=5"], i => [$"t{i}", $"Genre {i % 12}", i % 5]);
        Write("silhouettes", ["track_id", "mfcc-pca/k-means/k=5/own", "mfcc-pca/k-means/k=5/reference"], i => [$"t{i}", 0.1, 0.2]);
        foreach (var map in Directory.EnumerateFiles(Path.Combine(folder, "maps")))
        {
            Write($"maps/{Path.GetFileNameWithoutExtension(map)}", ["track_id", "x", "y"],
                i => [$"t{i}", random.NextDouble() + (i % 12), random.NextDouble() * 9]);
        }

        Describe(folder);
        ReportWriter.Write(folder, ReportSource.OfResults(folder) with { ProfileName = "many" }, new ReportOptions([ReportFormat.Html]), threadCount: 2);
        return new Uri(Path.Combine(folder, "report.html")).AbsoluteUri;

        void Write(string name, string[] columns, Func<int, object?[]> row)
        {
            var table = new CsvTable(columns);
            ids.ForEach(i => table.Add(row(i)));
            table.Write(Path.Combine(folder, name + ".csv"));
        }
    }

    /// <summary>Adds descriptors, and says of every group that it is loud; the first has a hostile name.</summary>
    private static void Describe(string folder)
    {
        var source = ReportSource.OfResults(folder);
        var ids = source.Assignments.Rows.Select(row => row.TrackId).ToList();
        var random = new Random(2);
        Table.Write(folder, ids.Select(id => DescriptorRow.Of(id, DescriptorValues.None) with
        {
            TempoBpm = 60 + (100 * random.NextDouble()), LoudnessLufs = -30 * random.NextDouble(), Key = "C major",
        }));
        Table.Write(folder, ids.Select((id, i) => new NeighborRow(
            RepresentationName.Parse("mfcc-pca"), id,
            new TextList([.. new[] { i - 1, i + 1 }.Where(other => other >= 0 && other < ids.Count).Select(other => ids[other])]),
            new TextList(["0.5", "1"]))));
        var partitions = source.Assignments.Series.Select(series => (Key: PartitionKey.Parse(series.Name), series.Values))
            .Where(item => item.Key.Method == source.Primary).ToList();
        Table.Write(folder, partitions.SelectMany(item => item.Values.Distinct().Where(label => label >= 0).Order().Select(group =>
        {
            string[] own = [.. ids.Where((_, i) => item.Values[i] == group)];
            return new ClusterRow(
                item.Key, group, group == 0 ? HostileTitle : $"loud {group}", own.Length, 0.8, 0.2, "", null, new TextList(own[..Math.Min(3, own.Length)]),
                new TextList(own[^1..]), group + 1, new TextList([HostileTitle]), new TextList([]), new TextList(["word"]), "");
        })));
        Table.Write(folder, Table.Read<ClusterRow>(folder).Select(row => new ClusterTraitRow(
            row.Key, row.Cluster, "loudness_lufs", -10, -20, 0.6, 0.4, 0.8, 0.01, TraitVerdict.Higher, "")));
        Table.Write(folder, partitions.Select(item => new ClusterSeparationRow(
            item.Key, ids.Count, 0.2, 0.1, 0.02, 0.8, 0.5, 0.02, "more separate and more stable than one cloud")));
    }

    public void Dispose() => root.Delete(recursive: true);

    private static void Copy(string source, string target)
    {
        foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy, overwrite: true);
        }
    }

    /// <summary>A quarter of a second of 16-bit mono at 8 kHz.</summary>
    private static void WriteTone(string path, double frequency)
    {
        const int rate = 8000;
        using var writer = new BinaryWriter(File.Create(path));
        var samples = Enumerable.Range(0, rate / 4).Select(i => (short)(9000 * Math.Sin(2 * Math.PI * frequency * i / rate))).ToList();
        writer.Write("RIFF"u8);
        writer.Write(36 + (2 * samples.Count));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(rate);
        writer.Write(2 * rate);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(2 * samples.Count);
        samples.ForEach(writer.Write);
    }
}
