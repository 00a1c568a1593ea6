using Xunit;

namespace MusicCluster.Tests.Features;

/// <summary>The tonal statistics by their definition, in double precision and without any speed.</summary>
internal static class TonalOracle
{
    private static readonly double[] Major = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88];
    private static readonly double[] Minor = [6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17];

    /// <summary>Levels of 72 semitones in dB, shape [note][frame].</summary>
    public static double[][] Levels(float[] signal)
    {
        var power = Oracle.Power(signal, 8192, 1024);
        var notes = Enumerable.Range(36, 72).Select(note =>
        {
            var weights = Enumerable.Range(0, 4097).Select(bin =>
                bin == 0 ? 0 : Math.Max(0, 1 - Math.Abs(69 + (12 * Math.Log2(bin * 22050.0 / 8192 / 440)) - note))).ToArray();
            Assert.True(weights.Sum() >= 0.5);
            return power.Select(frame => frame.Zip(weights, (value, weight) => value * weight).Sum() / weights.Sum()).ToArray();
        });
        return Oracle.ToDecibels([.. notes]);
    }

    /// <summary>The 77 statistics of one crop.</summary>
    /// <param name="chroma">Of the crop, shape [class][frame], each frame's maximum 1.</param>
    /// <param name="levels">Of the crop, shape [note][frame].</param>
    public static double[] Statistics(double[][] chroma, double[][] levels)
    {
        var mean = chroma.Select(row => row.Average()).ToArray();
        var total = mean.Sum();
        var shares = mean.Select(value => value / total).ToArray();
        var (keys, changes) = (Keys(mean), Enumerable.Range(1, chroma[0].Length - 1).Select(t => chroma.Sum(row => Math.Abs(row[t] - row[t - 1]))).ToArray());
        var ranked = keys.OrderDescending().ToArray();
        var root = Array.IndexOf(keys, ranked[0]) % 12;
        var prominence = Prominence(levels);
        var octaves = Enumerable.Range(0, 6).ToArray();
        return
        [
            .. shares.OrderDescending(), .. Intervals(mean),
            ranked[0], ranked[0] - ranked[1], keys[..12].Max() - keys[12..].Max(), shares.Sum(share => -share * Math.Log(share)),
            changes.Average(), Deviation(changes),
            .. Enumerable.Range(0, 12).Select(i => shares[(i + root) % 12]),
            .. octaves.Select(octave => Octave(prominence, octave).SelectMany(row => row).Average()),
            .. octaves.Select(octave => Deviation([.. Octave(prominence, octave).SelectMany(row => row)])),
            .. Enumerable.Range(0, 3).SelectMany(register => Intervals(
                [.. Classes(levels, 2 * register).Zip(Classes(levels, (2 * register) + 1), (low, high) => (low + high) / 2)])),
            .. octaves.Select(octave => Octave(levels, octave).SelectMany(row => row.Zip(row.Skip(1), (a, b) => Math.Abs(b - a))).Average()),
            .. Lags(prominence),
        ];
    }

    private static double[] Keys(double[] chroma) => [.. new[] { Major, Minor }.SelectMany(profile => Enumerable.Range(0, 12).Select(root =>
        Standardized(chroma).Select((value, i) => value * Standardized(profile)[(i - root + 12) % 12]).Sum() / 12))];

    private static double[] Standardized(double[] values) => [.. values.Select(value => (value - values.Average()) / Deviation(values))];

    private static double Deviation(double[] values) => Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2)));

    private static IEnumerable<double> Intervals(double[] classes) => Enumerable.Range(1, 6)
        .Select(interval => classes.Select((value, i) => value * classes[(i + interval) % 12]).Sum() / classes.Sum(value => value * value));

    private static IEnumerable<double[]> Octave(double[][] notes, int octave) => notes.Skip(12 * octave).Take(12);

    private static double[] Classes(double[][] levels, int octave)
    {
        var sums = Octave(levels, octave).Select(row => row.Sum(level => Math.Pow(10, level / 20))).ToArray();
        return [.. sums.Select(sum => sum / Math.Sqrt(sums.Sum(value => value * value)))];
    }

    private static double[][] Prominence(double[][] levels) => [.. levels.Select((row, note) => row.Select((level, t) =>
    {
        var around = Enumerable.Range(note - 2, 5).Select(i => levels[i < 0 ? -i - 1 : i > 71 ? 143 - i : i][t]).Order().ToArray();
        return Math.Max(0, level - around[2]);
    }).ToArray())];

    private static IEnumerable<double> Lags(double[][] prominence)
    {
        var centered = prominence.Select(row => row.Select(value => value - row.Average()).ToArray()).ToArray();
        var variance = centered.SelectMany(row => row).Average(value => value * value);
        return new[] { 1, 2, 4, 8, 16 }.Select(lag => lag >= centered[0].Length
            ? 0
            : centered.SelectMany(row => row.Zip(row.Skip(lag), (a, b) => a * b)).Average() / (variance + 1e-6));
    }
}
