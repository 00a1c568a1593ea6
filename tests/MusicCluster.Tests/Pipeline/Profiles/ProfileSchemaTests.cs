using System.Text.Json;
using System.Text.Json.Nodes;
using MusicCluster.Foundation;
using MusicCluster.Pipeline.Profiles;
using Xunit;

namespace MusicCluster.Tests.Pipeline.Profiles;

/// <summary>An editor that follows the schema accepts what the reader accepts.</summary>
public sealed class ProfileSchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(ProfileSchema.ToJson())!.AsObject();

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [Fact]
    public void ToJson_IsTheFileInTheRepository() => Assert.True(
        ProfileSchema.ToJson() == File.ReadAllText(Path.Combine(Repository.Root, "data/profiles/profile.schema.json")),
        "The options have changed; write their schema again: musiccluster schema > data/profiles/profile.schema.json");

    public static TheoryData<string> Shipped =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "data/profiles"), "*.json").Select(path => Path.GetFileName(path))
            .Where(name => !name.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void ShippedProfile_IsValid(string name)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "data/profiles", name));
        Assert.Empty(SchemaValidator.Errors(JsonNode.Parse(text, documentOptions: Lenient), Schema));
    }

    [Fact]
    public void Defaults_WrittenOut_AreValid() =>
        Assert.Empty(SchemaValidator.Errors(JsonSerializer.SerializeToNode(new Profile(), ProfileJson.Options), Schema));

    [Theory]
    [InlineData("""{ "models": ["mfcc-pca", { "name": "conv-vae", "epochs": 3, "latent": null, "scaling": null }] }""", true)]
    [InlineData("""{ "models": ["conv-vea"] }""", false)]
    [InlineData("""{ "models": [] }""", false)]
    [InlineData("""{ "models": [{ "name": "conv-vae", "epochs": 0 }] }""", false)]
    [InlineData("""{ "models": [{ "name": "conv-vae", "epochs": 1.5 }] }""", false)]
    [InlineData("""{ "models": [{ "representation": "a b" }] }""", false)]
    [InlineData("""{ "models": [{ "learningRate": 0 }] }""", false)]
    [InlineData("""{ "clusterers": [{ "name": "k-means", "k": "auto" }] }""", true)]
    [InlineData("""{ "clusterers": [{ "name": "k-means", "k": 3 }, { "name": "ward", "k": [2, "genres"] }, "hdbscan"] }""", true)]
    [InlineData("""{ "clusterers": [{ "name": "k-means", "k": 0 }] }""", false)]
    [InlineData("""{ "clusterers": [{ "name": "k-means", "k": "many" }] }""", false)]
    [InlineData("""{ "clusterers": [{ "name": "k-means", "k": [1.5] }] }""", false)]
    [InlineData("""{ "clusterers": [{ "name": "dbscan", "epsilon": 0.5 }, { "name": "dbscan", "epsilon": "fixed" }] }""", true)]
    [InlineData("""{ "clusterers": [{ "name": "dbscan", "epsilon": -1 }] }""", false)]
    [InlineData("""{ "clusterers": [{ "minClusterSize": 0 }, { "minClusterSize": 2 }] }""", true)]
    [InlineData("""{ "clusterers": [{ "minClusterSize": 1 }] }""", false)]
    [InlineData("""{ "lyrics": { "whisper": { "model": "/a/path.bin", "maximumSeconds": 0 } } }""", true)]
    [InlineData("""{ "lyrics": { "whisper": { "maximumSeconds": 0.5 } } }""", false)]
    [InlineData("""{ "lyrics": { "sources": ["files", "files"] } }""", false)]
    [InlineData("""{ "compute": { "device": "gpu" } }""", false)]
    [InlineData("""{ "features": { "melScale": "slanye" } }""", false)]
    [InlineData("""{ "features": { "extended": "yes" } }""", false)]
    [InlineData("""{ "features": null }""", false)]
    [InlineData("""{ "seeds": [0, 0] }""", false)]
    [InlineData("""{ "seeds": [] }""", false)]
    [InlineData("""{ "modles": [] }""", false)]
    [InlineData("""{ "fusion": { "weights": [101] } }""", false)]
    [InlineData("""{ "evaluation": { "confidence": 1 } }""", false)]
    [InlineData("""{ "slurm": { "arguments": ["--account=music"], "time": "4:00:00" } }""", true)]
    [InlineData("""{ "slurm": { "arguments": ["account=music"] } }""", false)]
    [InlineData("""{ "slurm": { "time": "4 hours" } }""", false)]
    [InlineData("""{ "corpus": { "kind": "table", "representations": { "theirs": "a.npy" } } }""", true)]
    [InlineData("""{ "corpus": { "kind": "table", "representations": { ".theirs": "a.npy" } } }""", false)]
    [InlineData("""{ "corpus": { "download": { "files": [{ "name": "a.zip" }] } } }""", false)]
    [InlineData("""{ "corpus": { "download": { "files": ["a.zip"] } } }""", false)]
    [InlineData("""{ "corpus": { "download": { "files": [{ "name": "a", "sha1": "0123456789012345678901234567890123456789", "bytes": null }] } } }""", true)]
    public void Profile_IsValidIfTheReaderAcceptsIt(string json, bool isValid)
    {
        var errors = SchemaValidator.Errors(JsonNode.Parse(json), Schema);
        Assert.True(errors.Count == 0 == isValid, string.Join(" ", errors));
        var refusal = Record.Exception(() => ProfileReader.Parse(json, "test.json", "test", []));
        Assert.True(refusal is null == isValid, refusal?.Message);
        Assert.True(refusal is null or UserException);
    }

    [Fact]
    public void Options_AllHaveDescriptionDefaultAndBoundsInTheSchema()
    {
        var leaves = Leaves(Schema).ToList();
        Assert.InRange(leaves.Count, 100, 300);
        Assert.All(leaves, leaf => Assert.NotEqual("", (string?)leaf["description"]));
        Assert.Equal(22050, (int?)At("features", "sampleRate")["default"]);
        Assert.Equal("[0.25]", At("fusion", "weights")["default"]!.ToJsonString());
        Assert.Contains("Unit: Hz.", (string?)At("features", "sampleRate")["description"], StringComparison.Ordinal);
        Assert.Equal((0.5, 1), ((double?)At("evaluation", "confidence")["exclusiveMinimum"], (int?)At("evaluation", "confidence")["exclusiveMaximum"]));
        Assert.Equal((0, 4096), ((int?)At("compute", "threads")["minimum"], (int?)At("compute", "threads")["maximum"]));
    }

    private static JsonObject At(string section, string key) => Schema["properties"]![section]!["properties"]![key]!.AsObject();

    private static IEnumerable<JsonObject> Leaves(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => field.Key == "properties"
            ? field.Value!.AsObject().Where(entry => entry.Key != "$schema").SelectMany(entry => Leaves(entry.Value).Prepend(entry.Value!.AsObject()))
            : Leaves(field.Value)),
        JsonArray items => items.SelectMany(Leaves),
        _ => [],
    };
}
