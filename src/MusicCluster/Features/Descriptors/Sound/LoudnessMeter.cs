namespace MusicCluster.Features.Descriptors.Sound;

/// <summary>
/// Gated loudness and loudness range from the power of consecutive tenths of a second:
/// <c>K-weighted power → blocks of .4 s and of 3 s → histograms → gates</c>.
/// </summary>
/// <remarks>Sources: ITU-R BS.1770-4, EBU R 128, EBU Tech 3342 (2016); both kinds of blocks begin every .1 s.</remarks>
internal sealed class LoudnessMeter
{
    private const int MomentaryHops = 4;
    private const int ShortTermHops = 30;
    private const double Offset = -0.691;
    private const double AbsoluteGate = -70;
    private const double LoudnessGate = -10;
    private const double RangeGate = -20;
    private const double LowQuantile = 0.1;
    private const double HighQuantile = 0.95;
    private static readonly double LeastPower = Math.Pow(10, (AbsoluteGate - Offset) / 10);

    private readonly double[] recent = new double[ShortTermHops];
    private readonly PowerHistogram momentary = new();
    private readonly PowerHistogram shortTerm = new();
    private long hopCount;

    /// <summary>Begins a track.</summary>
    public void Start()
    {
        hopCount = 0;
        momentary.Clear();
        shortTerm.Clear();
    }

    /// <summary>Takes the next tenth of a second.</summary>
    /// <param name="power">Mean square of the K-weighted samples, summed over the channels by their weights.</param>
    public void Add(double power)
    {
        recent[hopCount++ % ShortTermHops] = power;
        AddBlock(momentary, MomentaryHops);
        AddBlock(shortTerm, ShortTermHops);
    }

    /// <summary>Integrated loudness in LUFS; null without a block of .4 s above −70 LUFS.</summary>
    public double? Integrated()
    {
        var loudness = Offset + (10 * Math.Log10(momentary.MeanFrom(Relative(momentary, LoudnessGate))));
        return momentary.Count > 0 && double.IsFinite(loudness) ? loudness : null;
    }

    /// <summary>Loudness range in LU; null without a block of 3 s above −70 LUFS.</summary>
    public double? Range() => shortTerm.Count == 0 ? null : shortTerm.RangeFrom(Relative(shortTerm, RangeGate), LowQuantile, HighQuantile);

    private static double Relative(PowerHistogram histogram, double gate) => histogram.MeanFrom(0) * Math.Pow(10, gate / 10);

    private void AddBlock(PowerHistogram histogram, int length)
    {
        if (hopCount < length)
        {
            return;
        }

        var sum = 0.0;
        for (var i = 1; i <= length; i++)
        {
            sum += recent[(hopCount - i) % ShortTermHops];
        }

        // Not finite: samples that are not numbers; they have no loudness.
        if (sum / length > LeastPower && double.IsFinite(sum))
        {
            histogram.Add(sum / length);
        }
    }
}
