namespace MusicCluster.Numerics.Simd;

/// <summary>
/// log2(m) = 2 / ln 2 · (s + s³/3 + s⁵/5 + …) with s = (m − 1) / (m + 1), for m in [√½, √2), where |s| ≤ 0.172 and the
/// first term left out is below 1e-9.
/// </summary>
internal static class LogSeries
{
    public const float First = (float)(2 / Ln2);
    public const float Third = (float)(2 / Ln2 / 3);
    public const float Fifth = (float)(2 / Ln2 / 5);
    public const float Seventh = (float)(2 / Ln2 / 7);
    public const float Ninth = (float)(2 / Ln2 / 9);

    /// <summary>The bits of √½: subtracted, they make the exponent field that of a mantissa in [√½, √2).</summary>
    public const int HalfRoot = 0x3F3504F3;

    private const double Ln2 = 0.69314718055994530942;
}
