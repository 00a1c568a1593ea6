using MusicCluster.Models;
using MusicCluster.Pipeline.Profiles;

namespace MusicCluster.Pipeline.Stages;

/// <summary>A model to be trained with a seed.</summary>
/// <param name="Model">Its resolved options.</param>
/// <param name="Seed">Its seed; null for a closed form.</param>
internal sealed record TrainUnit(ModelOptions Model, int? Seed)
{
    /// <summary>Whether it takes minutes: convolutions on pictures.</summary>
    public bool IsSlow => ModelCatalog.Get(Model.Name) is { Input: ModelInput.LogMel, IsTrained: true };

    /// <summary>Everything that a profile's models need trained, in its order.</summary>
    public static IReadOnlyList<TrainUnit> Of(Profile profile)
    {
        var listed = profile.Models.Select(model => model.Resolve()).ToList();
        return [.. Of([.. listed.Concat(Parts(listed))], profile.Seeds)];
    }

    /// <summary>Models that others are made of and that the profile does not list itself.</summary>
    private static IEnumerable<ModelOptions> Parts(IReadOnlyList<ModelOptions> listed) =>
        listed.SelectMany(model => ModelCatalog.Get(model.Name).Parts).Distinct()
            .Where(part => listed.All(model => model.Representation != part))
            .Select(part => new ModelOptions(part).Resolve());

    /// <summary>A closed form has no randomness: one result serves every seed.</summary>
    private static IEnumerable<TrainUnit> Of(IReadOnlyList<ModelOptions> models, IReadOnlyList<int> seeds) =>
        from model in models
        let kind = ModelCatalog.Get(model.Name)
        where kind.Parts.Count == 0
        from seed in kind.IsClosedForm ? [null] : seeds.Select(seed => (int?)seed)
        select new TrainUnit(model, seed);
}
