using MusicCluster.Models.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCluster.Models.Networks;

/// <summary>Batch normalization (Ioffe and Szegedy 2015) over the batch and, for [batch, channels, time], over time.</summary>
/// <remarks>torch's function without TorchSharp's module, which counts batches with a scalar: see <see cref="ScalarMath"/>.</remarks>
internal sealed class BatchNorm : nn.Module<Tensor, Tensor>
{
    private const double Momentum = 0.1;
    private const double Epsilon = 1e-5;
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly Tensor running_mean;
    private readonly Tensor running_var;

    public BatchNorm(long channels) : base(nameof(BatchNorm))
    {
        weight = new Parameter(ones(channels));
        bias = new Parameter(zeros(channels));
        running_mean = zeros(channels);
        running_var = ones(channels);
        register_buffer(nameof(running_mean), running_mean);
        register_buffer(nameof(running_var), running_var);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training, Momentum, Epsilon);
}
