using MusicCluster.Models.Torch;
using static TorchSharp.torch;

namespace MusicCluster.Models.Losses;

/// <summary>SimCLR's normalized, temperature-scaled cross entropy (Chen et al. 2020).</summary>
internal static class NtXentLoss
{
    public const double Temperature = 0.2;

    /// <summary>Two views' projections, each [batch, width] → a scalar: each view must find its partner among all others.</summary>
    public static Tensor Compute(Tensor first, Tensor second)
    {
        var count = first.shape[0];
        var views = nn.functional.normalize(cat([first, second]), dim: 1);
        var self = eye(2 * count, device: first.device).Times(1e9);
        var similarity = views.mm(views.t()).DividedBy(Temperature) - self;
        long[] partners = [.. Enumerable.Range(0, (int)(2 * count)).Select(i => (i + count) % (2 * count))];
        var partner = tensor(partners, device: first.device);
        return nn.functional.cross_entropy(similarity, partner);
    }
}
