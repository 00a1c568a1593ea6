using MusicCluster.Embeddings;
using MusicCluster.Lyrics;
using MusicCluster.Numerics;

namespace MusicCluster.Pipeline.Stages;

/// <summary>One way to see the tracks: a model's latent space, alone or with the lyrics.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Models">Its trained model of each seed.</param>
/// <param name="Lyrics">The lyrics stage where words are fused in, else null.</param>
/// <param name="Fusion">How they are fused in, else null.</param>
internal sealed record Representation(
    string Name, IReadOnlyDictionary<int, TrainedModel> Models, StageOutput? Lyrics = null, FusionVariant? Fusion = null)
{
    /// <summary>Every model's representation and, where any track has words, its fusion with them.</summary>
    public static IReadOnlyList<Representation> All(Profile profile, IReadOnlyList<TrainedModel> models, StageOutput lyrics)
    {
        var variants = LyricsTable.Read(lyrics.Folder).Count > 0 ? FusionVariant.Of(profile.Fusion) : [];
        var result = new List<Representation>();
        foreach (var group in models.GroupBy(model => model.Model.Representation))
        {
            var bySeed = profile.Seeds.ToDictionary(seed => seed, seed => group.First(model => model.Seed is null || model.Seed == seed));
            result.Add(new Representation(group.Key, bySeed));
            result.AddRange(variants.Select(variant => new Representation(group.Key + variant.Ending, bySeed, lyrics, variant)));
        }

        return result;
    }

    /// <summary>The name of the representation without the words.</summary>
    public static string AudioPart(string name) => FusionVariant.AudioPart(name);

    /// <summary>What its points depend on.</summary>
    public IEnumerable<StageInput> Inputs() =>
    [
        .. Models.SelectMany(model => model.Value.Inputs($"{model.Key}")),
        .. Lyrics?.AllFiles() ?? [],
    ];

    /// <summary>The points of a seed, [tracks, dimensions].</summary>
    public Matrix Points(int seed, IReadOnlyList<string> trackIds, TfIdfOptions tfIdf)
    {
        var audio = NpyFile.ReadMatrix(Models[seed].Output.PathOf("embedding.npy"));
        if (Lyrics is null || Fusion is null)
        {
            return audio;
        }

        var texts = LyricsTable.Read(Lyrics.Folder);
        return Fusion.Method == FusionMethod.Concatenate
            ? Embeddings.Fusion.Concatenate(audio, LyricsBlock.OfTerms(trackIds, texts, tfIdf).Points)
            : Embeddings.Fusion.Blocks(audio, LyricsBlock.OfTopicsAndDensity(trackIds, texts, tfIdf), Fusion.Weight);
    }
}
