using MusicCluster.Models.Torch;
using static TorchSharp.torch;

namespace MusicCluster.Models.Losses;

/// <summary>Variance-invariance-covariance regularization (Bardes, Ponce and LeCun 2022).</summary>
internal static class VicregLoss
{
    private const double InvarianceWeight = 25;
    private const double VarianceWeight = 25;
    private const double VarianceFloor = 1e-4;

    /// <summary>Two views' projections, each [batch, width], at least two rows → a scalar.</summary>
    public static Tensor Compute(Tensor first, Tensor second)
    {
        var difference = first - second;
        return (difference * difference).mean().Times(InvarianceWeight)
            .Plus(Variance(first).Plus(Variance(second)).Times(0.5 * VarianceWeight))
            .Plus(Covariance(first).Plus(Covariance(second)).Times(0.5));
    }

    /// <summary>How far the deviation of each dimension falls short of 1.</summary>
    internal static Tensor Variance(Tensor views) =>
        nn.functional.relu(views.var(0L, unbiased: true).Plus(VarianceFloor).sqrt().Times(-1).Plus(1)).mean();

    /// <summary>Squared covariances between different dimensions, per dimension.</summary>
    internal static Tensor Covariance(Tensor views)
    {
        var centered = views - views.mean([0L]);
        var covariance = centered.t().mm(centered).DividedBy(views.shape[0] - 1);
        var diagonal = covariance.diagonal();
        return ((covariance * covariance).sum() - (diagonal * diagonal).sum()).DividedBy(views.shape[1]);
    }
}
