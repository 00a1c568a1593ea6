using System.Globalization;
using System.Text.Json;
using MusicCluster.Foundation.Tables;
using MusicCluster.Pipeline;

namespace MusicCluster.Benchmarks;

/// <summary>The sample's tracks, each listed several times under new ids, and a profile of small models for them.</summary>
internal sealed class ScaleCorpus
{
    private static readonly string[] Links = ["audio", "lyrics"];
    private readonly string folder;

    public ScaleCorpus(string folder, int factor)
    {
        this.folder = folder;
        var sample = Path.Combine(Workspace.Find(AppContext.BaseDirectory).Root, "data", "sample");
        Directory.CreateDirectory(Path.Combine(folder, "corpus"));
        foreach (var part in Links.Where(part => !Directory.Exists(Path.Combine(folder, "corpus", part))))
        {
            Directory.CreateSymbolicLink(Path.Combine(folder, "corpus", part), Path.Combine(sample, part));
        }

        var table = CsvTable.Read(Path.Combine(sample, "tracks.csv"));
        var listed = new CsvTable([.. table.Columns]);
        for (var copy = 0; copy < factor; copy++)
        {
            foreach (var row in table.Rows)
            {
                var ending = string.Create(CultureInfo.InvariantCulture, $"-{copy}");
                listed.Add([.. table.Columns.Zip(row, (column, field) => column == "track_id" ? field + ending : field)]);
            }
        }

        TrackCount = listed.Rows.Count;
        listed.Write(Path.Combine(folder, "corpus", "tracks.csv"));
        File.WriteAllText(Profile, $$"""
            {
              "corpus": { "path": {{JsonSerializer.Serialize(Path.Combine(folder, "corpus"))}} },
              "lyrics": { "sources": ["files"] },
              "features": { "crops": 10 },
              "models": ["mfcc-pca", { "name": "conv-vae", "epochs": 1 }, { "name": "vicreg-statistics", "epochs": 1 }],
              "seeds": [0],
              "clusterers": [{ "name": "k-means", "k": [2, 3, 4, 5] }, { "name": "ward", "k": [2, 3, 4, 5] }, "dbscan"]
            }
            """);
    }

    public int TrackCount { get; }

    private string Profile => Path.Combine(folder, "scale.json");

    public IReadOnlyList<string> Arguments(string stage) =>
        [stage, "--profile", Profile, "--cache", Path.Combine(folder, "cache"), "--out", Path.Combine(folder, "results")];
}
