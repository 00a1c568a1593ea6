using MusicCluster.Models;
using MusicCluster.Pipeline.Cache;

namespace MusicCluster.Pipeline.Stages;

/// <summary>A trained model in the cache.</summary>
/// <param name="Model">Its resolved options.</param>
/// <param name="Seed">Its seed; null for a closed form.</param>
/// <param name="Output">Its folder.</param>
internal sealed record TrainedModel(ModelOptions Model, int? Seed, StageOutput Output)
{
    public ModelSummary Summary() => ModelSummary.Read(Output.PathOf("model.json"));

    /// <summary>What a stage that reads its embedding depends on.</summary>
    /// <param name="name">Tells it apart from other models of that stage.</param>
    public IEnumerable<StageInput> Inputs(string name) => Output
        .Files(Summary().IsTrained ? ["model.json", "embedding.npy"] : ["model.json"])
        .Select(input => input with { Name = $"{name}/{input.Name}" });
}
