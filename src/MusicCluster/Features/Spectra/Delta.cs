namespace MusicCluster.Features.Spectra;

/// <summary>Slope and curvature over time: derivatives of the line or parabola fitted to nine frames.</summary>
/// <remarks>Source: librosa 0.11 <c>feature.delta</c> (Savitzky and Golay, width 9, ends by the fit of the first or last nine frames).</remarks>
public static class Delta
{
    /// <summary>Frames per fit; a shorter series has no derivative, and all results are zero.</summary>
    public const int Width = 9;

    private const int Half = Width / 2;
    private static readonly float[] SlopeWeights = CreateWeights(offset => offset / 60.0);

    // 2 (k² − mean k²) / Σ (k² − mean k²)²
    private static readonly float[] CurvatureWeights = CreateWeights(offset => 2 * ((offset * offset) - (20.0 / 3)) / 308);

    /// <summary>First derivative per frame (librosa's order 1).</summary>
    public static void First(ReadOnlySpan<float> series, Span<float> slope) => Fit(series, SlopeWeights, slope);

    /// <summary>Second derivative per frame² (librosa's order 2).</summary>
    public static void Second(ReadOnlySpan<float> series, Span<float> curvature) => Fit(series, CurvatureWeights, curvature);

    private static float[] CreateWeights(Func<int, double> weight) =>
        [.. Enumerable.Range(-Half, Width).Select(offset => (float)weight(offset))];

    private static void Fit(ReadOnlySpan<float> series, float[] weights, Span<float> result)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Length, series.Length);
        if (series.Length < Width)
        {
            result.Clear();
            return;
        }

        for (var i = Half; i < series.Length - Half; i++)
        {
            result[i] = System.Numerics.Tensors.TensorPrimitives.Dot(series.Slice(i - Half, Width), weights);
        }

        // The highest derivative of a fit is the same everywhere in it.
        result[..Half].Fill(result[Half]);
        result[^Half..].Fill(result[^(Half + 1)]);
    }
}
