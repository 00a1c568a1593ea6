using MusicCluster.Models.Data;
using MusicCluster.Models.Networks;
using MusicCluster.Models.Torch;
using MusicCluster.Numerics.Random;
using static TorchSharp.torch;

namespace MusicCluster.Models.Training;

/// <summary>One network, two augmented views, a loss between their projections: VICReg or SimCLR.</summary>
internal sealed class SiameseLearner(
    CropEncoder encoder, CropViews views, LearningPlan plan, Func<Tensor, Tensor, Tensor> loss, Device device)
    : CropLearner(encoder, views, plan, device)
{
    protected override EpochLoss Accumulate((int Track, int Crop)[] first, (int Track, int Crop)[] second, RandomSource random)
    {
        var total = loss(Project(first, random), Project(second, random));
        total.backward();
        return new EpochLoss(0, double.NaN, double.NaN, total.Number());
    }

    private Tensor Project((int Track, int Crop)[] crops, RandomSource random)
    {
        var latent = Encoder.Encode(Augmented(crops, random));
        Watch(latent);
        return Encoder.Project(latent);
    }
}
