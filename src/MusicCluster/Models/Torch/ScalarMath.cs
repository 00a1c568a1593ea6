using TorchSharp;
using static TorchSharp.torch;

namespace MusicCluster.Models.Torch;

/// <summary>Arithmetic between tensors and numbers that the garbage collector cannot disturb.</summary>
/// <remarks>
/// TorchSharp 0.107 turns a number into a native scalar behind a finalizer and hands on its bare address: a collection during the call
/// frees it, and the operation reads whatever lies there then. A rare wrong number in a training of millions of steps is a
/// wrong result, so every scalar here is held until its call is over. A test forbids the rest of Models what makes scalars unseen:
/// operators with numbers, and the sum of two tensors.
/// </remarks>
internal static class ScalarMath
{
    private static readonly Scalar One = 1.ToScalar();

    public static Tensor Times(this Tensor tensor, double factor)
    {
        using var scalar = factor.ToScalar();
        return tensor.mul(scalar);
    }

    public static Tensor Plus(this Tensor tensor, double offset)
    {
        using var scalar = offset.ToScalar();
        return tensor.add(scalar, One);
    }

    /// <summary>The sum of two tensors: even <c>a + b</c> makes a scalar, the 1 that b is multiplied by.</summary>
    public static Tensor Plus(this Tensor tensor, Tensor other) => tensor.add(other, One);

    public static Tensor DividedBy(this Tensor tensor, double divisor)
    {
        using var scalar = divisor.ToScalar();
        return tensor.div(scalar);
    }

    public static Tensor ClampedTo(this Tensor tensor, double minimum, double maximum)
    {
        using var low = minimum.ToScalar();
        using var high = maximum.ToScalar();
        return tensor.clamp(low, high);
    }

    /// <summary>tensor ← tensor · factor.</summary>
    public static void MultiplyInPlace(this Tensor tensor, double factor)
    {
        using var scalar = factor.ToScalar();
        tensor.mul_(scalar);
    }

    /// <summary>tensor ← tensor + factor · other.</summary>
    public static void AddInPlace(this Tensor tensor, Tensor other, double factor)
    {
        using var scalar = factor.ToScalar();
        tensor.add_(other, scalar);
    }

    /// <summary>tensor ← tensor + factor · first · second.</summary>
    public static void AddProductInPlace(this Tensor tensor, Tensor first, Tensor second, double factor)
    {
        using var scalar = factor.ToScalar();
        tensor.addcmul_(first, second, scalar);
    }

    /// <summary>tensor ← tensor + factor · numerator ÷ denominator.</summary>
    public static void AddQuotientInPlace(this Tensor tensor, Tensor numerator, Tensor denominator, double factor)
    {
        using var scalar = factor.ToScalar();
        tensor.addcdiv_(numerator, denominator, scalar);
    }

    /// <summary>The number in a tensor of one element.</summary>
    public static double Number(this Tensor tensor)
    {
        using var wide = tensor.detach().to(ScalarType.Float64).cpu();
        return wide.data<double>()[0];
    }
}
