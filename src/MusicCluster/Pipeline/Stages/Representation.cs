using MusicCluster.Embeddings;
using MusicCluster.Lyrics;
using MusicCluster.Numerics;

namespace MusicCluster.Pipeline.Stages;

/// <summary>One way to see the tracks: a model's latent space, alone or with the lyrics.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Models">Its trained model of each seed.</param>
/// <param name="Lyrics">The lyrics stage where words are fused in, else null.</param>
internal sealed record Representation(string Name, IReadOnlyDictionary<int, TrainedModel> Models, StageOutput? Lyrics)
{
    private const string FusedEnding = "+lyrics";

    /// <summary>Every model's representation and, where any track has words, its fusion with them.</summary>
    public static IReadOnlyList<Representation> All(Profile profile, IReadOnlyList<TrainedModel> models, StageOutput lyrics)
    {
        var hasWords = profile.Fusion.Method != FusionMethod.None && LyricsTable.Read(lyrics.Folder).Count > 0;
        var result = new List<Representation>();
        foreach (var group in models.GroupBy(model => model.Model.Representation))
        {
            var bySeed = profile.Seeds.ToDictionary(seed => seed, seed => group.First(model => model.Seed is null || model.Seed == seed));
            result.Add(new Representation(group.Key, bySeed, null));
            if (hasWords)
            {
                result.Add(new Representation(group.Key + FusedEnding, bySeed, lyrics));
            }
        }

        return result;
    }

    /// <summary>The name of the representation without the words.</summary>
    public static string AudioPart(string name) => name.EndsWith(FusedEnding, StringComparison.Ordinal) ? name[..^FusedEnding.Length] : name;

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
        return Lyrics is null
            ? audio
            : Fusion.Concatenate(audio, Fusion.LyricsBlock(trackIds, LyricsTable.Read(Lyrics.Folder), tfIdf));
    }
}
