namespace MusicCluster.Features.Descriptors.Sound;

/// <summary>
/// Counts and sums of powers by their level: means and quantiles of as many values as there are, in memory that does not grow.
/// Sums are kept per step of 0.01 dB, so only which values of one step a threshold takes is rounded.
/// </summary>
internal sealed class PowerHistogram
{
    private const double Lowest = -100;
    private const double Highest = 50;
    private const double StepsPerDecibel = 100;
    private const int StepCount = (int)((Highest - Lowest) * StepsPerDecibel);
    private readonly int[] counts = new int[StepCount];
    private readonly double[] sums = new double[StepCount];
    private int least = StepCount;
    private int most = -1;

    /// <summary>Values.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        if (most >= least)
        {
            counts.AsSpan(least..(most + 1)).Clear();
            sums.AsSpan(least..(most + 1)).Clear();
        }

        (least, most, Count) = (StepCount, -1, 0);
    }

    /// <summary>Adds a finite power above 0.</summary>
    public void Add(double power)
    {
        var step = (int)Math.Clamp((Level(power) - Lowest) * StepsPerDecibel, 0, StepCount - 1);
        counts[step]++;
        sums[step] += power;
        (least, most, Count) = (Math.Min(least, step), Math.Max(most, step), Count + 1);
    }

    /// <summary>Mean of the powers whose step's mean is at least <paramref name="threshold"/>; NaN if there is none.</summary>
    public double MeanFrom(double threshold)
    {
        var (sum, count) = (0.0, 0L);
        for (var step = FirstFrom(threshold); step <= most; step++)
        {
            sum += sums[step];
            count += counts[step];
        }

        return sum / count;
    }

    /// <summary>Mean of the greatest <paramref name="wanted"/> powers, at most all.</summary>
    public double MeanOfGreatest(int wanted)
    {
        var (sum, count) = (0.0, 0);
        for (var step = most; step >= least && count < wanted; step--)
        {
            if (counts[step] > 0)
            {
                var taken = Math.Min(counts[step], wanted - count);
                sum += sums[step] / counts[step] * taken;
                count += taken;
            }
        }

        return sum / count;
    }

    /// <summary>The difference in dB between two quantiles of the powers from a threshold on, each the nearest rank; null if there are none.</summary>
    public double? RangeFrom(double threshold, double lowQuantile, double highQuantile)
    {
        var first = FirstFrom(threshold);
        var count = 0;
        for (var step = first; step <= most; step++)
        {
            count += counts[step];
        }

        return count == 0 ? null : LevelOfRank(first, highQuantile, count) - LevelOfRank(first, lowQuantile, count);
    }

    private static double Level(double power) => 10 * Math.Log10(power);

    private int FirstFrom(double threshold)
    {
        var step = least;
        while (step <= most && (counts[step] == 0 || sums[step] / counts[step] < threshold))
        {
            step++;
        }

        return step;
    }

    private double LevelOfRank(int first, double quantile, int count)
    {
        var rank = (int)Math.Round((count - 1) * quantile, MidpointRounding.AwayFromZero);
        var step = first;
        for (var seen = counts[step]; seen <= rank; seen += counts[step])
        {
            step++;
        }

        return Level(sums[step] / counts[step]);
    }
}
