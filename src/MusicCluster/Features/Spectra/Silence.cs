using System.Numerics.Tensors;

namespace MusicCluster.Features.Spectra;

/// <summary>Which spectra have levels at all.</summary>
internal static class Silence
{
    // Silence has no level to refer to: 0 dB everywhere would make it the loudest clip of all.

    /// <summary>Why the levels of some sound cannot be used, as a clause that ends in a period; null if they can.</summary>
    /// <param name="power">In full-scale² units.</param>
    /// <param name="silence">What to say if there is none.</param>
    public static string? Fault(ReadOnlySpan<float> power, string silence) => Fault(TensorPrimitives.Max(power), silence);

    /// <summary>As the other, of the loudest value.</summary>
    public static string? Fault(float loudest, string silence) =>
        !float.IsFinite(loudest) ? "its levels are beyond what 32-bit numbers hold."
        : loudest <= Decibels.MinimumPower ? $"{silence} (no power above {Decibels.MinimumPower})."
        : null;
}
