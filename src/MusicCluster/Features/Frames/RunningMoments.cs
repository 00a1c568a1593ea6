using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Frames;

/// <summary>Mean and standard deviation of several series that come in pieces.</summary>
/// <remarks>Pieces are joined by their counts, means and squared deviations. Source: Chan, Golub and LeVeque 1983.</remarks>
/// <param name="seriesCount">Series, all of the same length.</param>
internal sealed class RunningMoments(int seriesCount)
{
    private readonly double[] counts = new double[seriesCount];
    private readonly double[] means = new double[seriesCount];
    private readonly double[] squares = new double[seriesCount];

    /// <summary>Series.</summary>
    public int Count => seriesCount;

    /// <summary>Whether nothing has been added.</summary>
    public bool IsEmpty => seriesCount == 0 || counts[0] == 0;

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        Array.Clear(counts);
        Array.Clear(means);
        Array.Clear(squares);
    }

    /// <summary>Adds the next values of a series.</summary>
    public void Add(int series, ReadOnlySpan<float> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        var mean = LaneSum.Of(values) / values.Length;
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        Add(series, values.Length, mean, sum);
    }

    /// <summary>Adds values of which count, mean and sum of squared deviations are known.</summary>
    public void Add(int series, double count, double mean, double squaredDeviation)
    {
        if (counts[series] == 0)
        {
            (counts[series], means[series], squares[series]) = (count, mean, squaredDeviation);
            return;
        }

        var total = counts[series] + count;
        var step = mean - means[series];
        means[series] += step * count / total;
        squares[series] += squaredDeviation + (step * step * counts[series] * count / total);
        counts[series] = total;
    }

    /// <summary>Mean of a series that has values.</summary>
    public double Mean(int series) => means[series];

    /// <summary>Population standard deviation (numpy's <c>std</c>) of a series that has values.</summary>
    public double Deviation(int series) => Math.Sqrt(squares[series] / counts[series]);
}
