using MusicCluster.Features.Filters;

namespace MusicCluster.Features.Fingerprints;

/// <summary>Overlapping triangles of equal width in octaves: the bands between which a fingerprint compares power.</summary>
/// <remarks>
/// They span what every codec keeps. One more than bits, as each bit compares two neighbors. A band that lies between two bins is empty.
/// </remarks>
internal sealed class FingerprintBank(int sampleRate, int fftLength) : FilterBank(Triangles(sampleRate, fftLength))
{
    /// <summary>Bands.</summary>
    public const int BandCount = FingerprintMeter.BitCount + 1;

    private const double Lowest = 200;
    private const double Highest = 4000;

    private static double[][] Triangles(int sampleRate, int fftLength)
    {
        var top = Math.Min(Highest, sampleRate / 2.0);
        var edges = Enumerable.Range(0, BandCount + 2).Select(i => Lowest * Math.Pow(top / Lowest, i / (BandCount + 1.0))).ToArray();
        return [.. Enumerable.Range(0, BandCount).Select(band => Triangle(edges[band], edges[band + 1], edges[band + 2], sampleRate, fftLength))];
    }

    private static double[] Triangle(double lower, double center, double upper, int sampleRate, int fftLength) =>
    [
        .. Enumerable.Range(0, (fftLength / 2) + 1)
            .Select(bin => (double)bin * sampleRate / fftLength)
            .Select(frequency => Math.Max(0, Math.Min((frequency - lower) / (center - lower), (upper - frequency) / (upper - center)))),
    ];
}
