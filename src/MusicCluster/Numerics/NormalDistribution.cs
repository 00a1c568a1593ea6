namespace MusicCluster.Numerics;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    private static readonly double[] CentralNumerator =
    [
        -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
        1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00,
    ];

    private static readonly double[] CentralDenominator =
    [
        -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
        6.680131188771972e+01, -1.328068155288572e+01, 1,
    ];

    private static readonly double[] TailNumerator =
    [
        -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
        -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00,
    ];

    private static readonly double[] TailDenominator =
    [
        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1,
    ];

    /// <summary>The value below which a share of the distribution lies (Acklam's approximation, relative error under 1.2e-9).</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside (0, 1).</exception>
    public static double Quantile(double probability)
    {
        if (probability is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability between 0 and 1 is needed.");
        }

        if (probability > 0.5)
        {
            return -Quantile(1 - probability);
        }

        if (probability < 0.02425)
        {
            var tail = Math.Sqrt(-2 * Math.Log(probability));
            return Polynomial(TailNumerator, tail) / Polynomial(TailDenominator, tail);
        }

        var center = probability - 0.5;
        var square = center * center;
        return center * Polynomial(CentralNumerator, square) / Polynomial(CentralDenominator, square);
    }

    private static double Polynomial(double[] coefficients, double x)
    {
        var sum = 0.0;
        foreach (var coefficient in coefficients)
        {
            sum = (sum * x) + coefficient;
        }

        return sum;
    }

    /// <summary>Share of the distribution above a value of at least 0, with a relative error under 1e-12.</summary>
    /// <remarks>The series Σ x²ᵏ⁺¹ ÷ (2k + 1)!! (Abramowitz and Stegun 26.2.11) near 0, the continued fraction (26.2.14) beyond.</remarks>
    public static double UpperTail(double value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        var density = Math.Exp(-value * value / 2) / Math.Sqrt(2 * Math.PI);
        if (value < 2.5)
        {
            var (sum, term) = (value, value);
            for (var k = 1; term > 1e-17 * sum; k++)
            {
                term *= value * value / ((2 * k) + 1);
                sum += term;
            }

            return 0.5 - (density * sum);
        }

        var fraction = value;
        for (var k = 150; k >= 1; k--)
        {
            fraction = value + (k / fraction);
        }

        return density / fraction;
    }
}
