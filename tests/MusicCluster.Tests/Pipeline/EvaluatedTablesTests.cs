using System.Globalization;
using MusicCluster.Foundation.Tables;
using MusicCluster.Tests.Cli;
using Xunit;

namespace MusicCluster.Tests.Pipeline;

/// <summary>What evaluation writes for the report agrees with its other tables.</summary>
public sealed class EvaluatedTablesTests(EvaluatedTablesTests.Made made) : IClassFixture<EvaluatedTablesTests.Made>
{
    [Fact]
    public void Silhouettes_MeanOverTracks_IsThatOfTheMetrics()
    {
        var table = made.Read("silhouettes.csv");
        Assert.Equal(2 * Made.RepresentationCount, table.Columns.Count - 1);
        for (var column = 1; column < table.Columns.Count; column++)
        {
            var parts = table.Columns[column].Split('/');
            var metric = parts[3] == "own" ? "silhouette" : "reference-silhouette";
            var expected = made.Read("metrics.csv").Rows
                .First(row => row[0] == parts[0] && row[1] == parts[1] && row[2] == parts[2] && row[3] == "0" && row[4] == metric)[5];
            Assert.Equal(Number(expected), table.Rows.Where(row => row[column].Length > 0).Average(row => Number(row[column])), 5);
        }
    }

    [Fact]
    public void Confusion_Counts_AreThoseOfTheAssignments()
    {
        var assignments = made.Read("assignments.csv");
        foreach (var row in made.Read("confusion.csv").Rows)
        {
            var column = assignments.Column($"{row[0]}/{row[1]}/{row[2]}");
            Assert.Equal(int.Parse(row[5]), assignments.Rows.Count(track => track[1] == row[3] && track[column] == row[4]));
        }
    }

    [Fact]
    public void Best_OfEachClusterer_HasTheHighestMean()
    {
        var summary = made.Read("summary.csv").Rows.Where(row => row[3] == "ari" && row[4].Length > 0).ToList();
        var best = made.Read("best.csv").Rows;
        Assert.NotEmpty(best);
        foreach (var row in best)
        {
            var own = summary.Where(other => other[1] == row[0] && other[2] == row[1]).ToList();
            Assert.Equal(own.Max(other => Number(other[4])), Number(row[4]), 6);
            Assert.Equal(Number(row[4]) - own.Where(other => other[0] == row[5]).Max(other => Number(other[4])), Number(row[6]), 5);
            Assert.InRange(Number(row[6]), Number(row[7]), Number(row[8]));
            Assert.Equal(Number(row[9]) > 0.05 ? "no difference shown" : "better", row[10]);
        }
    }

    [Fact]
    public void Fusion_EachModel_HasItsPartsAndTheDifferenceOfTheMeans()
    {
        var table = made.Read("fusion.csv");
        Assert.Equal(["mfcc-pca+lyrics", "dense-vae+lyrics"], table.Rows.Select(row => row[0]));
        foreach (var row in table.Rows)
        {
            Assert.Equal("8", row[2]);
            Assert.InRange(int.Parse(row[3]), 4, 128);
            Assert.InRange(Number(row[4]), 0.001, 0.5);
            Assert.Equal(Number(row[9]) - Number(row[8]), Number(row[10]), 5);
            Assert.True(Number(row[14]) >= Number(row[13]));
        }
    }

    [Fact]
    public void Corpus_Durations_AreThoseOfTheTracks()
    {
        var seconds = made.Read("tracks.csv").Rows.Select(row => Number(row[5])).Order().ToList();
        var all = made.Read("corpus.csv").Rows[^1];
        Assert.Equal(Math.Round(seconds.Sum()), Number(all[4]));
        Assert.Equal([seconds[0], seconds[^1]], new[] { Number(all[5]), Number(all[7]) });
        Assert.Equal((seconds[7] + seconds[8]) / 2, Number(all[6]), 5);
    }

    [Fact]
    public void Verdicts_AndReasons_CountEveryTrack()
    {
        var verdicts = made.Read("lyrics-verdicts.csv").Rows;
        Assert.Equal(4, verdicts.Where(row => row[0] == "kept").Sum(row => int.Parse(row[3])));
        Assert.Equal(made.Read("failures.csv").Rows.Count, made.Read("failure-reasons.csv").Rows.Sum(row => int.Parse(row[2])));
        Assert.NotEmpty(made.Read("failure-reasons.csv").Rows);
    }

    [Fact]
    public void Training_Means_AreThoseOfTheSeeds()
    {
        var row = made.Read("training.csv").Rows.Single(row => row[0] == "dense-vae");
        var seeds = made.Read("models.csv").Rows.Where(model => model[0] == "dense-vae").ToList();
        Assert.Equal(seeds.Average(model => Number(model[6])), Number(row[9]), 1e-5);
        var ends = new[] { 0, 1 }.Select(seed => made.Read($"models/dense-vae/seed-{seed}/loss.csv").Rows[^1]).ToList();
        Assert.Equal(ends.Average(end => Number(end[3])), Number(row[8]), 1e-5);
    }

    [Fact]
    public void Settings_NameNoPathAndEveryDecision()
    {
        var settings = made.Read("settings.csv").Rows.ToDictionary(row => row[0], row => row[1]);
        Assert.Equal("22050", settings["features.sampleRate"]);
        Assert.Equal("2", settings["models.dense-vae.epochs"]);
        Assert.DoesNotContain(settings.Values, value => value.Contains('/', StringComparison.Ordinal));
        Assert.DoesNotContain(settings.Keys, key => key.StartsWith("compute", StringComparison.Ordinal) || key == "corpus.path");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    public sealed class Made : IDisposable
    {
        private readonly SmallRun run = new();

        public Made()
        {
            run.WriteProfile("\"mfcc-pca\", { \"name\": \"dense-vae\", \"epochs\": 2 }");
            Directory.CreateDirectory(Path.Combine(run.Corpus, "words"));
            for (var i = 0; i < 4; i++)
            {
                File.WriteAllText(Path.Combine(run.Corpus, "words", $"{i}.txt"),
                    i < 2 ? "love me do you know I love you so" : "steel and thunder burn the night away tonight");
                run.AddTrack($"sung-{i}", "Metal", $"audio/000/{i + 2:D6}.mp3", $"words/{i}.txt");
            }

            run.AddTrack("missing", "Metal", "audio/000/none.mp3");
            var result = run.Run("evaluate");
            Assert.True(result.ExitCode == 0, result.Errors);
        }

        public const int RepresentationCount = 4;

        public CsvTable Read(string name) => CsvTable.Read(Path.Combine(run.Output, name));

        public void Dispose() => run.Dispose();
    }
}
