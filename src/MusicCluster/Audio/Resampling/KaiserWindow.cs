namespace MusicCluster.Audio.Resampling;

/// <summary>Kaiser's window and his rules for the low-pass filters made with it.</summary>
/// <remarks>Source: Kaiser and Schafer (1980), as in Oppenheim and Schafer, Discrete-Time Signal Processing, ch. 7.</remarks>
internal static class KaiserWindow
{
    /// <summary>The window's shape parameter for a stop band this far down.</summary>
    public static double Beta(double rejection) => 0.1102 * (rejection - 8.7);

    /// <summary>Half the length (taps each side of the center) for a transition as a fraction of the sample rate.</summary>
    public static int HalfLength(double rejection, double transition) =>
        (int)Math.Ceiling((rejection - 7.95) / (2.285 * 2 * Math.PI * transition) / 2);

    /// <summary>The window at <paramref name="position"/> in [−1, 1]; zero outside.</summary>
    public static double Value(double position, double beta) =>
        Math.Abs(position) > 1 ? 0 : BesselI0(beta * Math.Sqrt(1 - (position * position))) / BesselI0(beta);

    /// <summary>A low-pass filter's impulse response: windowed sine cardinal.</summary>
    /// <param name="time">In samples from the center.</param>
    /// <param name="cutOff">Middle of the transition as a fraction of the sample rate.</param>
    /// <param name="halfLength">In samples.</param>
    /// <param name="beta">Of <see cref="Beta"/>.</param>
    public static double LowPass(double time, double cutOff, double halfLength, double beta)
    {
        var angle = 2 * Math.PI * cutOff * time;
        var cardinal = Math.Abs(angle) < 1e-9 ? 1 : Math.Sin(angle) / angle;
        return 2 * cutOff * cardinal * Value(time / halfLength, beta);
    }

    private static double BesselI0(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > sum * 1e-17; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }
}
