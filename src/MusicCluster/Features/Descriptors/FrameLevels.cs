namespace MusicCluster.Features.Descriptors;

/// <summary>
/// Sums of the values of frames by the level of the frame, so that those that are silent can be left out when the loudest is known:
/// in memory that does not grow with their number.
/// </summary>
/// <param name="valueCount">Values per frame.</param>
internal sealed class FrameLevels(int valueCount)
{
    /// <summary>Frames this far or further below the loudest are silent.</summary>
    public const double SilenceDecibels = 60;

    private const double Lowest = -160;
    private const double StepsPerDecibel = 4;
    private const int StepCount = 1000;
    private readonly int[] counts = new int[StepCount];
    private readonly double[] sums = new double[StepCount * valueCount];
    private double loudest;

    /// <summary>Frames.</summary>
    public int Count { get; private set; }

    /// <summary>Frames that are not silent; the threshold is rounded to the next quarter of a decibel.</summary>
    public int SoundingCount { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(counts);
        Array.Clear(sums);
        (Count, SoundingCount, loudest) = (0, 0, double.NegativeInfinity);
    }

    /// <summary>Adds a frame.</summary>
    /// <param name="power">Its power; 0 for silence.</param>
    /// <param name="values">Its values, finite.</param>
    public void Add(double power, ReadOnlySpan<double> values)
    {
        Count++;
        if (!(power > 0) || !double.IsFinite(power))
        {
            return;
        }

        var level = 10 * Math.Log10(power);
        loudest = Math.Max(loudest, level);
        var step = Step(level);
        counts[step]++;
        for (var i = 0; i < valueCount; i++)
        {
            sums[(step * valueCount) + i] += values[i];
        }
    }

    /// <summary>Mean of the values of the frames that are not silent.</summary>
    /// <param name="means">One per value; zeros if all frames are silent.</param>
    public void Average(Span<double> means)
    {
        means.Clear();
        SoundingCount = 0;
        if (double.IsNegativeInfinity(loudest))
        {
            return;
        }

        for (var step = Step(loudest - SilenceDecibels) + 1; step < StepCount; step++)
        {
            SoundingCount += counts[step];
            for (var i = 0; i < valueCount; i++)
            {
                means[i] += sums[(step * valueCount) + i];
            }
        }

        for (var i = 0; i < valueCount; i++)
        {
            means[i] /= SoundingCount;
        }
    }

    private static int Step(double level) => (int)Math.Clamp((level - Lowest) * StepsPerDecibel, 0, StepCount - 1);
}
