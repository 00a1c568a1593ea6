using System.Text.Json;
using MusicCluster.Numerics.Npy;
using Xunit;

namespace MusicCluster.Tests.Cli;

public sealed class ShortClipTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Run_ClipsOfTwoToThreeSeconds_AreKeptAndRepresented()
    {
        CutClips.Write(folder["clips"], tracksPerGenre: 2, clipCount: 2, shortest: 2, longest: 3);
        var result = Run("\"mfcc-20-pca\", { \"name\": \"two-stream\" }, { \"name\": \"conv-vae\", \"epochs\": 1, \"crops\": 3 }", "[0]");
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(17, File.ReadAllLines(Path.Combine(folder["out"], "embeddings", "tracks.csv")).Length);
        Assert.Single(File.ReadAllLines(Path.Combine(folder["out"], "failures.csv")));
        foreach (var (name, width) in new[] { ("mfcc-20-pca", 16), ("two-stream", 96), ("conv-vae", 16) })
        {
            var points = NpyFile.ReadMatrix(Path.Combine(folder["out"], "embeddings", $"{name}.npy"));
            Assert.Equal((16, width), (points.RowCount, points.ColumnCount));
            Assert.All(points.Values, value => Assert.True(double.IsFinite(value)));
        }
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Run_ManyShortClips_ConsistencyIsAheadOfTheFairBaselineForEverySeed()
    {
        CutClips.Write(folder["clips"], tracksPerGenre: 20, clipCount: 4, shortest: 2, longest: 3);
        var result = Run("\"mfcc-20-pca\", \"consistent-vae\", \"two-stream\"", "[0, 1, 2, 3, 4]");
        Assert.True(result.ExitCode == 0, result.Errors);
        var scores = File.ReadLines(Path.Combine(folder["out"], "metrics.csv")).Select(line => line.Split(','))
            .Where(fields => fields[4] == "ari").ToDictionary(fields => (fields[0], fields[3]), fields => double.Parse(fields[5]));
        Assert.All(["consistent-vae", "two-stream"], (string name) => Assert.All(
            Enumerable.Range(0, 5), seed => Assert.InRange(scores[(name, $"{seed}")], scores[("mfcc-20-pca", $"{seed}")], 1)));
    }

    private CliResult Run(string models, string seeds, params string[] more)
    {
        File.WriteAllText(folder["profile.json"], $$"""
            {
              "corpus": { "path": {{JsonSerializer.Serialize(folder["clips"])}} },
              "lyrics": { "sources": ["files"] },
              "features": { "crops": 10 },
              "models": [ {{models}} ],
              "seeds": {{seeds}},
              "clusterers": [ { "name": "k-means", "k": [ "genres" ] } ],
              "evaluation": { "bootstrapCount": 100, "permutationCount": 100 }
            }
            """);
        return CliResult.Of(["run", "--profile", folder["profile.json"], "--out", folder["out"], "--cache", folder["cache"], .. more]);
    }
}
