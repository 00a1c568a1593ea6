using MusicCluster.Models;
using MusicCluster.Models.Torch;
using Xunit;

namespace MusicCluster.Tests.Cli;

public sealed class ModelRunTests
{
    private const string Models = """
        "mfcc-pca", "mfcc-pca-raw", "mfcc-20-pca", "random-projection", "random-weights",
        { "name": "dense-vae", "epochs": 1 }, { "name": "vicreg-statistics", "epochs": 1 },
        { "name": "vade", "epochs": 2, "pretrainingEpochs": 1, "components": 3 },
        { "name": "cvae", "epochs": 1 },
        { "name": "conv-ae", "epochs": 1, "crops": 2, "scaling": "per-band" }
        """;

    [Fact]
    public void Train_OtherGenres_ChangeTheConditionalModelsKeyAlone()
    {
        using var run = new SmallRun();
        run.WriteProfile(Models);
        Assert.Equal(0, Train(run).ExitCode);
        var before = Keys(run);
        var lines = File.ReadAllLines(run.Table);
        (lines[1], lines[^1]) = (WithGenre(lines[1], lines[^1]), WithGenre(lines[^1], lines[1]));
        File.WriteAllLines(run.Table, lines);
        var second = Train(run);
        Assert.Equal(0, second.ExitCode);
        var added = Keys(run).Except(before).Select(ModelOf).Order().ToList();
        Assert.Equal(["cvae/0", "cvae/1"], added);
        Assert.Equal(before.Count, before.Intersect(Keys(run)).Count());
    }

    [Fact]
    public void Run_EveryKindOfModel_MarksWhatMustNotBeReadAsTheOthers()
    {
        using var run = new SmallRun();
        run.WriteProfile(Models);
        var result = run.Run("run", "--set", "features.crops=2");
        Assert.True(result.ExitCode == 0, result.Errors);
        var models = run.TableLines("models.csv");
        Assert.Equal("representation,seed,parameters,epochs,latent,active_units,relative_error,objective,verdict,note,family", models[0]);
        Assert.All(models.Where(line => line.StartsWith("cvae,", StringComparison.Ordinal)),
            line => Assert.Contains(",not unsupervised: it is shown the genres,", line, StringComparison.Ordinal));
        Assert.Contains("mfcc-pca-raw,,0,0,8,8,,,closed form,not standardized: the loudest coefficient decides,handcrafted", models);
        var report = File.ReadAllText(Path.Combine(run.Output, "report.md"));
        var rows = report.Split('\n').Where(line => line.StartsWith('|')).ToList();
        foreach (var name in new[] { "mfcc-pca-raw", "cvae", "random-weights", "random-projection" })
        {
            var own = rows.Where(line => line.StartsWith($"| {name} ", StringComparison.Ordinal)).ToList();
            Assert.True(own.Count > 4, $"{name} is in {own.Count} rows");
            Assert.All(own, line => Assert.Contains(" ‡ |", line, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(rows,
            line => line.StartsWith("| mfcc-pca ‡", StringComparison.Ordinal) || line.StartsWith("| dense-vae ‡", StringComparison.Ordinal));
        Assert.Contains("not unsupervised: it is shown the genres", report, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(run.Output, "models", "vade", "seed-1", "config.json")));
        Assert.False(File.Exists(Path.Combine(run.Output, "models", "vade", "seed-1", TimingFile)));
    }

    [Fact]
    public void Train_CudaWithoutCuda_IsOneSentence()
    {
        if (TorchRuntime.ResolveDevice("auto") == "cuda")
        {
            return;
        }

        using var run = new SmallRun();
        var result = run.Run("train", "--set", "compute.device=cuda");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Device 'cuda' is asked for, but torch finds no CUDA here; use compute.device=auto, "
            + "or build with --torch=cuda on a machine with a GPU.", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ModelThatNeedsWhatTheFeaturesLack_IsAnErrorOfTheProfile()
    {
        using var run = new SmallRun();
        run.WriteProfile("\"mfcc-20-pca\"");
        var result = run.Run("train");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("'mfcc-20-pca' needs mean and deviation of 20 MFCC; set features.crops to 10, or features.statistics to mean-std",
            result.Errors, StringComparison.Ordinal);
        Assert.Equal(0, run.Run("train", "--set", "features.statistics=mean-std").ExitCode);
        run.WriteProfile("{ \"name\": \"conv-vae\", \"crops\": 5 }");
        Assert.Contains("crops of conv-vae is 5, but features.crops is 2; it must be that at most",
            run.Run("train", "--set", "features.crops=2").Errors, StringComparison.Ordinal);
    }

    private const string TimingFile = "timing.json";

    private static CliResult Train(SmallRun run) => run.Run("train", "--set", "features.crops=2");

    private static List<string> Keys(SmallRun run) => [.. Directory.EnumerateDirectories(Path.Combine(run.Cache, "train"))];

    private static string ModelOf(string folder)
    {
        var summary = ModelSummary.Read(Path.Combine(folder, "model.json"));
        return $"{summary.Representation}/{summary.Seed}";
    }

    private static string WithGenre(string line, string other)
    {
        var (fields, others) = (line.Split(','), other.Split(','));
        fields[1] = others[1];
        return string.Join(',', fields);
    }
}
