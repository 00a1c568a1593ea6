using MusicCluster.Models.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MusicCluster.Models.Training;

/// <summary>Adam with decoupled weight decay, whose whole state can be saved: torch's formula, step by step.</summary>
internal sealed class Adam : IDisposable
{
    /// <summary>Decay of the first moment unless a plan says otherwise.</summary>
    public const double FirstDecay = 0.9;

    private const double SecondDecay = 0.999;
    private const double Epsilon = 1e-8;
    private readonly List<(string Name, Parameter Weight, Tensor First, Tensor Second)> weights;

    public Adam(nn.Module module)
    {
        using var noGradient = no_grad();
        weights = [.. module.named_parameters().Select(parameter => (
            parameter.name, parameter.parameter, zeros_like(parameter.parameter).DetachFromDisposeScope(),
            zeros_like(parameter.parameter).DetachFromDisposeScope()))];
    }

    /// <summary>Steps made.</summary>
    public int StepCount { get; set; }

    /// <summary>The running moments of every weight by name, to be saved and restored.</summary>
    public IEnumerable<(string Name, Tensor Values)> State() =>
        weights.SelectMany(weight => new[] { ($"adam.first.{weight.Name}", weight.First), ($"adam.second.{weight.Name}", weight.Second) });

    /// <summary>Changes every weight that has a gradient.</summary>
    public void Step(double rate, double weightDecay, double firstDecay = FirstDecay)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        StepCount++;
        var firstCorrection = 1 - Math.Pow(firstDecay, StepCount);
        var secondCorrection = Math.Sqrt(1 - Math.Pow(SecondDecay, StepCount));
        foreach (var (_, weight, first, second) in weights)
        {
            if (weight.grad is not { } gradient)
            {
                continue;
            }

            if (weightDecay > 0)
            {
                weight.MultiplyInPlace(1 - (rate * weightDecay));
            }

            first.MultiplyInPlace(firstDecay);
            first.AddInPlace(gradient, 1 - firstDecay);
            second.MultiplyInPlace(SecondDecay);
            second.AddProductInPlace(gradient, gradient, 1 - SecondDecay);
            var denominator = second.sqrt().DividedBy(secondCorrection).Plus(Epsilon);
            weight.AddQuotientInPlace(first, denominator, -rate / firstCorrection);
        }
    }

    /// <summary>Shortens the gradient of all weights together to a norm.</summary>
    public void ClipGradient(double norm)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var gradients = weights.Select(weight => weight.Weight.grad).OfType<Tensor>().ToList();
        var length = Math.Sqrt(gradients.Sum(gradient => (gradient * gradient).sum().Number()));
        if (length > norm)
        {
            gradients.ForEach(gradient => gradient.MultiplyInPlace(norm / length));
        }
    }

    public void Dispose()
    {
        foreach (var (_, _, first, second) in weights)
        {
            first.Dispose();
            second.Dispose();
        }
    }
}
