namespace MusicCluster.Features.Filters;

/// <summary>Conversion between Hz and mel.</summary>
/// <remarks>Sources: Slaney's Auditory Toolbox (1998) as in librosa; O'Shaughnessy (1987) as in HTK.</remarks>
public static class MelFrequency
{
    // Slaney: 200/3 Hz per mel below 1 kHz, 27 mels per factor of 6.4 above.
    private const double LinearStep = 200.0 / 3;
    private const double LogStart = 1000;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    /// <summary>Hz to mel.</summary>
    public static double ToMel(double frequency, MelScale scale) => scale switch
    {
        MelScale.Htk => 2595 * Math.Log10(1 + (frequency / 700)),
        _ when frequency >= LogStart => (LogStart / LinearStep) + (Math.Log(frequency / LogStart) / LogStep),
        _ => frequency / LinearStep,
    };

    /// <summary>Mel to Hz.</summary>
    public static double FromMel(double mel, MelScale scale) => scale switch
    {
        MelScale.Htk => 700 * (Math.Pow(10, mel / 2595) - 1),
        _ when mel >= LogStart / LinearStep => LogStart * Math.Exp(LogStep * (mel - (LogStart / LinearStep))),
        _ => mel * LinearStep,
    };

    /// <summary>The melCount + 2 corner frequencies in Hz of a bank from 0 to <paramref name="maxFrequency"/>.</summary>
    public static double[] Edges(int melCount, double maxFrequency, MelScale scale)
    {
        var top = ToMel(maxFrequency, scale);
        var edges = new double[melCount + 2];
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = FromMel(top * i / (melCount + 1), scale);
        }

        return edges;
    }
}
