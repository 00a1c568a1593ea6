using MusicCluster.Numerics;
using MusicCluster.Numerics.Npy;

namespace MusicCluster.Models.Training;

/// <summary>The folder of a model without a network: <c>embedding.npy</c> and <c>model.json</c>.</summary>
internal static class ClosedForm
{
    private const string Verdict = "closed form";

    /// <summary>Writes an embedding and what is to be said of it.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="options">The model.</param>
    /// <param name="seed">Its seed; null where no chance is in it.</param>
    /// <param name="embedding">[tracks, dimensions].</param>
    public static void Write(string folder, ModelOptions options, int? seed, Matrix embedding)
    {
        NpyWriter.Write(Path.Combine(folder, "embedding.npy"), embedding);
        new ModelSummary(
            options.Representation, seed, 0, 0, embedding.ColumnCount, embedding.ColumnCount, null, Verdict, Note: options.Note())
            .Write(Path.Combine(folder, "model.json"));
    }

    /// <summary>Says why there is no embedding.</summary>
    public static void WriteFailure(string folder, ModelOptions options, string reason) =>
        new ModelSummary(
            options.Representation, null, 0, 0, options.Latent!.Value, 0, null, ModelSummary.Failure(reason), Note: options.Note())
            .Write(Path.Combine(folder, "model.json"));
}
