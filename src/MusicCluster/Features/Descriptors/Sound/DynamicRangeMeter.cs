namespace MusicCluster.Features.Descriptors.Sound;

/// <summary>Dynamic range (DR) of one channel: how far its second greatest peak lies above the loudest fifth of its blocks of 3 s.</summary>
/// <remarks>
/// Source: Pleasurize Music Foundation (2009), <c>20 · log10(second peak / RMS of the loudest 20 %)</c>, with the RMS of a full-scale sine at
/// 1. Only whole blocks count.
/// </remarks>
internal sealed class DynamicRangeMeter
{
    private const int BlockHops = 30;
    private const double LoudShare = 0.2;
    private readonly PowerHistogram blocks = new();
    private double energy;
    private float peak;
    private float firstPeak;
    private float secondPeak;
    private int hops;
    private int blockCount;

    /// <summary>Begins a track.</summary>
    public void Start()
    {
        blocks.Clear();
        (energy, peak, firstPeak, secondPeak, hops, blockCount) = (0, 0, 0, 0, 0, 0);
    }

    /// <summary>Takes the next tenth of a second.</summary>
    /// <param name="hopEnergy">Sum of its squared samples.</param>
    /// <param name="hopPeak">Its greatest magnitude.</param>
    /// <param name="hopLength">Its samples.</param>
    public void Add(double hopEnergy, float hopPeak, int hopLength)
    {
        (energy, peak, hops) = (energy + hopEnergy, Math.Max(peak, hopPeak), hops + 1);
        if (hops < BlockHops)
        {
            return;
        }

        var power = 2 * energy / (BlockHops * (double)hopLength);
        if (double.IsFinite(power))
        {
            blockCount++;
            (firstPeak, secondPeak) = peak > firstPeak ? (peak, firstPeak) : (firstPeak, Math.Max(peak, secondPeak));
            if (power > 0)
            {
                blocks.Add(power);
            }
        }

        (energy, peak, hops) = (0, 0, 0);
    }

    /// <summary>In dB; null below two blocks, and for silence.</summary>
    public double? Value()
    {
        if (blockCount < 2 || blocks.Count == 0 || secondPeak == 0)
        {
            return null;
        }

        var loud = blocks.MeanOfGreatest(Math.Max((int)(LoudShare * blockCount), 1));
        return (20 * Math.Log10(secondPeak)) - (10 * Math.Log10(loud));
    }
}
