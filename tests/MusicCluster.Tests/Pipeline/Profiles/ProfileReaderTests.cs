using MusicCluster.Clusters;
using MusicCluster.Foundation;
using MusicCluster.Models;
using MusicCluster.Pipeline.Profiles;
using Xunit;

namespace MusicCluster.Tests.Pipeline.Profiles;

public sealed class ProfileReaderTests
{
    [Fact]
    public void Parse_Empty_IsTheDefaults()
    {
        var profile = Parse("{ } // nothing");
        Assert.Equal(7, profile.Models.Count);
        Assert.Equal([0, 1, 2, 3, 4], profile.Seeds);
        Assert.Equal("test", profile.Name);
    }

    [Fact]
    public void Parse_WordsAndObjects_AreModels()
    {
        var profile = Parse("""{ "models": [ "mfcc-pca", { "name": "conv-vae", "epochs": 3, "loss": "mean", }, ] }""");
        Assert.Equal(["mfcc-pca", "conv-vae"], profile.Models.Select(model => model.Representation));
        Assert.Equal((3, LossKind.Mean), (profile.Models[1].Epochs, profile.Models[1].Loss));
    }

    [Theory]
    [InlineData("features.hopLength=256", 256)]
    [InlineData("features.hopLength= 256 ", 256)]
    public void Parse_Override_Wins(string change, int expected) =>
        Assert.Equal(expected, Parse("""{ "features": { "hopLength": 512 } }""", change).Features.HopLength);

    [Fact]
    public void Parse_OverrideInADefaultList_ChangesThatEntryAlone()
    {
        var profile = Parse("{}", "models.2.epochs=5", "clusterers.0.k=[7]");
        Assert.Equal(("conv-vae", 5), (profile.Models[2].Name, profile.Models[2].Epochs));
        Assert.Equal(7, profile.Models.Count);
        Assert.Equal([ClusterCount.Of(7)], profile.Clusterers[0].K);
    }

    [Theory]
    [InlineData("""{ "modles": [] }""", "Key 'modles' is not known; the nearest known key is 'models'.")]
    [InlineData("""{ "features": { "hoplength": 1 } }""", "Key 'features.hoplength' is not known; the nearest known key is 'features.hopLength'.")]
    [InlineData("""{ "features": { "hopLength": "x" } }""", "Key 'features.hopLength' is \"x\"; it must be a whole number.")]
    [InlineData("""{ "features": { "hopLength": 1e99 } }""", "Key 'features.hopLength' is 1e99; it must be a whole number.")]
    [InlineData("""{ "features": { "melScale": "slanye" } }""", "Key 'features.melScale' is \"slanye\"; it must be one of slaney, htk (nearest: slaney).")]
    [InlineData("""{ "seeds": null }""", "Key 'seeds' is null; it must be a list, [ … ].")]
    [InlineData("""{ "corpus": 3 }""", "Key 'corpus' is 3; it must be an object, { … }.")]
    [InlineData("""{ "seeds": [1, 1] }""", "test.json: seeds is [1, 1]; each entry may be there only once.")]
    [InlineData("""{ "models": ["conv-vea"] }""", "test.json: models[0].name is 'conv-vea', which is not known; the nearest known name is 'conv-vae'.")]
    [InlineData("""{ "models": ["conv-vae", "conv-vae"] }""", "test.json: models has the representation 'conv-vae' 2 times; each may be there once.")]
    [InlineData("""{ "models": [{ "epochs": 1.5 }] }""", "Key 'models[0].epochs' is 1.5; it must be a whole number.")]
    [InlineData("""{ "models": [{ "loss": 1 }] }""", "Key 'models[0].loss' is 1; it must be one of elbo, mean (nearest: elbo).")]
    [InlineData("""{ "clusterers": [{ "k": ["many"] }] }""", "Key 'clusterers[0].k[0]' is \"many\"; it must be a whole number, \"genres\" or \"auto\".")]
    [InlineData("""{ "clusterers": [{ "k": 1.5 }] }""", "Key 'clusterers[0].k' is 1.5; it must be a whole number, \"genres\" or \"auto\".")]
    [InlineData("""{ "clusterers": [{ "epsilon": [1] }] }""", "Key 'clusterers[0].epsilon' is [1]; it must be a number, \"k-distance\" or \"fixed\".")]
    [InlineData("""{ "corpus": { "download": { "files": [{ "name": "a" }] } } }""", "Key 'corpus.download.files[0].sha1' is missing; it is needed there.")]
    [InlineData("[]", "test.json must hold a JSON object, { … }.")]
    public void Parse_Mistake_IsOneSentence(string json, string expected) =>
        Assert.Equal(expected, Assert.Throws<UserException>(() => Parse(json)).Message);

    [Theory]
    [InlineData("""{ "seeds": [0], "seeds": [1] }""")]
    [InlineData("""{ "seeds": [0 }""")]
    [InlineData("""{ "seeds": [NaN] }""")]
    [InlineData("")]
    public void Parse_NoJson_SaysSo(string json) =>
        Assert.StartsWith("test.json is not valid JSON: ", Assert.Throws<UserException>(() => Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_DeepNesting_IsAnErrorAndNotACrash() =>
        Assert.Throws<UserException>(() => Parse("{\"seeds\":" + new string('[', 100_000) + new string(']', 100_000) + "}"));

    [Theory]
    [InlineData("features")]
    [InlineData("=3")]
    public void Parse_NoOverride_SaysHowToWriteOne(string change) =>
        Assert.Contains("--set key.path=value", Assert.Throws<UserException>(() => Parse("{}", change)).Message, StringComparison.Ordinal);

    [Fact]
    public void Errors_SeveralRules_AreAllToldAtOnce()
    {
        var message = Assert.Throws<UserException>(() => Parse("""{ "compute": { "threads": -1, "device": "gpu" } }""")).Message;
        Assert.Contains("compute.device is 'gpu'", message, StringComparison.Ordinal);
        Assert.Contains("compute.threads is -1", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Profiles_InTheRepository_AreValid()
    {
        var paths = Directory.EnumerateFiles(Path.Combine(Repository.Root, "data", "profiles"), "*.json")
            .Where(path => !path.EndsWith(".schema.json", StringComparison.Ordinal)).ToList();
        Assert.Contains(paths, path => Path.GetFileName(path) == "sample.json");
        Assert.All(paths, path => ProfileReader.Read(path, []));
    }

    private static Profile Parse(string json, params string[] changes) => ProfileReader.Parse(json, "test.json", "test", changes);
}
