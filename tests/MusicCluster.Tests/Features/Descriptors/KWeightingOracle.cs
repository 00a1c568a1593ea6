namespace MusicCluster.Tests.Features.Descriptors;

/// <summary>BS.1770-4 in double precision, sample by sample, from direct-form filters: what the lanes are compared with.</summary>
internal static class KWeightingOracle
{
    /// <summary>Energy of consecutive runs after K-weighting, from silence on.</summary>
    public static double[] Energies(ReadOnlySpan<float> samples, int rate, int runLength, int runCount)
    {
        var (shelf, highPass) = Filters(rate);
        var energies = new double[runCount];
        for (var i = 0; i < runCount * runLength; i++)
        {
            var value = highPass.Next(shelf.Next(samples[i]));
            energies[i / runLength] += value * value;
        }

        return energies;
    }

    /// <summary>Gated loudness of a mono signal, with all blocks in a list.</summary>
    public static double Integrated(float[] samples, int rate)
    {
        var hop = rate / 10;
        var energies = Energies(samples, rate, hop, samples.Length / hop);
        var blocks = Enumerable.Range(0, energies.Length - 3).Select(i => energies.AsSpan(i, 4).ToArray().Sum() / (4 * hop)).ToArray();
        var absolute = blocks.Where(power => Loudness(power) > -70).ToArray();
        var gate = Loudness(absolute.Average()) - 10;
        return Loudness(absolute.Where(power => Loudness(power) > gate).Average());
    }

    private static double Loudness(double power) => -0.691 + (10 * Math.Log10(power));

    // The bilinear transform of the analog prototypes, as De Man (2014) gives them.
    private static (Biquad Shelf, Biquad HighPass) Filters(int rate)
    {
        var k = Math.Tan(Math.PI * 1681.974450955533 / rate);
        var (q, high) = (0.7071752369554196, Math.Pow(10, 3.999843853973347 / 20));
        var band = Math.Pow(high, 0.4996667741545416);
        var a0 = 1 + (k / q) + (k * k);
        var shelf = new Biquad(
            (high + (band * k / q) + (k * k)) / a0, 2 * ((k * k) - high) / a0, (high - (band * k / q) + (k * k)) / a0,
            2 * ((k * k) - 1) / a0, (1 - (k / q) + (k * k)) / a0);
        (k, q) = (Math.Tan(Math.PI * 38.13547087602444 / rate), 0.5003270373238773);
        a0 = 1 + (k / q) + (k * k);
        return (shelf, new Biquad(1, -2, 1, 2 * ((k * k) - 1) / a0, (1 - (k / q) + (k * k)) / a0));
    }

    private sealed class Biquad(double b0, double b1, double b2, double a1, double a2)
    {
        private double x1, x2, y1, y2;

        public double Next(double x)
        {
            var y = (b0 * x) + (b1 * x1) + (b2 * x2) - (a1 * y1) - (a2 * y2);
            (x2, x1, y2, y1) = (x1, x, y1, y);
            return y;
        }
    }
}
