using System.Numerics.Tensors;
using MusicCluster.Features.Crops;
using MusicCluster.Models.Data;
using MusicCluster.Transforms;

namespace MusicCluster.Models.Training;

/// <summary>From crop statistics to the folder of an <see cref="InstanceLda"/>.</summary>
internal static class DiscriminantTraining
{
    /// <summary>Learns the directions and writes the tracks' places; music that has none gets the reason as its verdict.</summary>
    /// <param name="options">Resolved options of the model.</param>
    /// <param name="featurePaths"><c>statistics.npy</c> and <c>crops.mask.npy</c>.</param>
    /// <param name="folder">Gets <c>embedding.npy</c> and <c>model.json</c>.</param>
    public static void Run(ModelOptions options, IReadOnlyList<string> featurePaths, string folder)
    {
        using var source = CropSource.Open(featurePaths[0], featurePaths[1]);
        var crops = RankedCrops.Of(source, CropColumns.Of(options.Statistics!.Value));
        void Read(int crop, Span<double> values) => TensorPrimitives.ConvertTruncating(crops.Row(crop), values);
        var scatter = TrackScatter.Of(crops.CropCounts, crops.ColumnCount, Read);
        if (scatter.Problem.Length > 0)
        {
            ClosedForm.WriteFailure(folder, options, scatter.Problem);
            return;
        }

        var discriminant = InstanceLda.Fit(scatter, options.Latent!.Value, options.Shrinkage!.Value);
        ClosedForm.Write(folder, options, null, discriminant.Transform(crops.CropCounts, Read));
    }
}
