using MusicCluster.Foundation;
using MusicCluster.Pipeline.Profiles;
using Xunit;

namespace MusicCluster.Tests.Pipeline.Profiles;

/// <summary>Keys that were renamed go on working.</summary>
public sealed class FormerKeyTests
{
    [Theory]
    [InlineData("""{ "cluster": { "shards": 3 } }""")]
    [InlineData("""{ "slurm": { "shards": 3 } }""")]
    [InlineData("{}", "cluster.shards=3")]
    [InlineData("{}", "slurm.shards=3")]
    [InlineData("""{ "cluster": { "shards": 2 } }""", "slurm.shards=3")]
    [InlineData("""{ "slurm": { "shards": 2 } }""", "cluster.shards=3")]
    [InlineData("""{ "slurm": { "shards": 2 } }""", "cluster={\"shards\":3}")]
    [InlineData("{}", "cluster.cpusPerTask=1", "slurm.shards=3", "cluster.pollSeconds=1")]
    public void Parse_SlurmByEitherName_IsTheSame(string json, params string[] changes) => Assert.Equal(3, Parse(json, changes).Slurm.Shards);

    [Theory]
    [InlineData("""{ "clusterers": [{ "name": "spectral", "neighbours": 5 }] }""")]
    [InlineData("""{ "clusterers": [{ "name": "spectral", "neighbors": 5 }] }""")]
    [InlineData("""{ "clusterers": ["spectral"] }""", "clusterers.0.neighbours=5")]
    [InlineData("""{ "clusterers": [{ "name": "spectral", "neighbours": 4 }] }""", "clusterers.0.neighbors=5")]
    public void Parse_NeighborsByEitherName_IsTheSame(string json, params string[] changes) => Assert.Equal(5, Parse(json, changes).Clusterers[0].Neighbors);

    [Fact]
    public void Parse_MapNeighborsByItsFormerName_IsKnown() => Assert.Equal(7, Parse("{}", "map.neighbours=7").Map.Neighbors);

    [Theory]
    [InlineData("""{ "cluster": {}, "slurm": {} }""", "Keys 'cluster' and 'slurm' are one option by two names; keep 'slurm'.")]
    [InlineData("""{ "slurm": {}, "cluster": {} }""", "Keys 'slurm' and 'cluster' are one option by two names; keep 'slurm'.")]
    [InlineData("""{ "map": { "neighbours": 3, "neighbors": 3 } }""",
        "Keys 'map.neighbours' and 'map.neighbors' are one option by two names; keep 'neighbors'.")]
    [InlineData("""{ "cluser": {} }""", "Key 'cluser' is not known; the nearest known key is 'clusterers'.")]
    [InlineData("""{ "map": { "neighbour": 3 } }""", "Key 'map.neighbour' is not known; the nearest known key is 'map.neighbors'.")]
    [InlineData("""{ "cluster": { "shards": 0 } }""", "test.json: slurm.shards is 0; it must be 1 to 1000.")]
    public void Parse_Mistake_SpeaksOfThePresentName(string json, string expected) =>
        Assert.Equal(expected, Assert.Throws<UserException>(() => Parse(json)).Message);

    private static Profile Parse(string json, params string[] changes) => ProfileReader.Parse(json, "test.json", "test", changes);
}
