using MusicCluster.Embeddings;
using MusicCluster.Lyrics;
using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;
using MusicCluster.Pipeline.Cache;
using MusicCluster.Pipeline.Profiles;
using MusicCluster.Pipeline.Stages.Training;

namespace MusicCluster.Pipeline.Stages;

/// <summary>One way to see the tracks: a model's latent space, alone or with the lyrics.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Models">Its trained model of each seed.</param>
/// <param name="Lyrics">The lyrics stage where words are fused in, else null.</param>
/// <param name="Fusion">How they are fused in, else null.</param>
internal sealed record Representation(
    RepresentationName Name, IReadOnlyDictionary<int, TrainedModel> Models, StageOutput? Lyrics = null, FusionVariant? Fusion = null)
{
    /// <summary>Every model's representation and, where any track has words, its fusion with them.</summary>
    public static IReadOnlyList<Representation> All(Profile profile, IReadOnlyList<TrainedModel> models, StageOutput lyrics)
    {
        var variants = LyricsTable.Read(lyrics.Folder).Count > 0 ? FusionVariant.Of(profile.Fusion) : [];
        var result = new List<Representation>();
        foreach (var group in models.GroupBy(model => model.Model.Representation))
        {
            var bySeed = profile.Seeds.ToDictionary(seed => seed, seed => group.First(model => model.Seed is null || model.Seed == seed));
            result.Add(new Representation(new RepresentationName(group.Key), bySeed));
            if (profile.Fusion.Of.Count > 0 && !profile.Fusion.Of.Contains(group.Key))
            {
                continue;
            }

            result.AddRange(variants.Select(variant => new Representation(new RepresentationName(group.Key, variant.Ending), bySeed, lyrics, variant)));
        }

        return result;
    }

    /// <summary>What its points depend on.</summary>
    public IEnumerable<StageInput> Inputs() =>
    [
        .. Models.SelectMany(model => model.Value.Inputs($"{model.Key}")),
        .. Lyrics?.AllFiles() ?? [],
    ];

    /// <summary>The words as its fusion needs them, the same for every seed; null where none are fused in.</summary>
    public LyricsBlock? Words(IReadOnlyList<string> trackIds, TfIdfOptions tfIdf)
    {
        if (Lyrics is null || Fusion is null)
        {
            return null;
        }

        var texts = LyricsTable.Read(Lyrics.Folder);
        return Fusion.Method is FusionMethod.Concatenate or FusionMethod.Standardize
            ? LyricsBlock.OfTerms(trackIds, texts, tfIdf)
            : LyricsBlock.OfTopicsAndDensity(trackIds, texts, tfIdf);
    }

    /// <summary>The points of a seed, [tracks, dimensions].</summary>
    /// <param name="seed">Which.</param>
    /// <param name="words">What <see cref="Words"/> gave.</param>
    public Matrix Points(int seed, LyricsBlock? words)
    {
        var audio = NpyFile.ReadMatrix(Models[seed].Output.PathOf("embedding.npy"));
        return words is null || Fusion is null ? audio : Fusion.Method switch
        {
            FusionMethod.Concatenate => Embeddings.Fusion.Concatenate(audio, words.Points),
            FusionMethod.Standardize => Embeddings.Fusion.Standardize(audio, words),
            _ => Embeddings.Fusion.Blocks(audio, words, Fusion.Weight),
        };
    }
}
