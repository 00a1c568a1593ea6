using MusicCluster.Numerics.Random;
using static TorchSharp.torch;

namespace MusicCluster.Models.Networks;

/// <summary>torch's own default initialization, drawn from our stream instead of its global generator.</summary>
internal static class WeightInitializer
{
    /// <summary>Weights and biases of every linear and convolution layer: uniform in ±1/√fan-in (He et al. 2015, a = √5).</summary>
    public static void Initialize(nn.Module model, RandomSource random)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (name, weight) in model.named_parameters().Where(parameter => parameter.parameter.shape.Length >= 2))
        {
            var fanIn = weight.shape.Skip(1).Aggregate(1L, (product, length) => product * length);
            var bound = 1 / Math.Sqrt(fanIn);
            Fill(weight, bound, random);
            var biasName = name[..^"weight".Length] + "bias";
            if (model.named_parameters().FirstOrDefault(parameter => parameter.name == biasName).parameter is { } bias)
            {
                Fill(bias, bound, random);
            }
        }
    }

    private static void Fill(Tensor target, double bound, RandomSource random)
    {
        var values = new float[target.numel()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)random.NextDouble(-bound, bound);
        }

        target.copy_(tensor(values).view(target.shape));
    }
}
