using MusicCluster.Features.Frames;
using NWaves.FeatureExtractors.Base;

namespace MusicCluster.Features.Handcrafted;

/// <summary>Mean and standard deviation over time of one kind of coefficients, in memory that one thread keeps.</summary>
internal sealed class CoefficientStatistics(CoefficientKind kind, FeatureOptions options)
{
    private FeatureExtractor extractor = CoefficientExtractors.Create(kind, options);
    private readonly int warmUp = CoefficientExtractors.WarmUpFrames(kind);
    private readonly int minimum = CoefficientExtractors.MinimumSampleCount(kind, options);
    private readonly RunningMoments moments = new(CoefficientExtractors.Create(kind, options).FeatureCount);
    private float[] samples = [];

    /// <summary>The word by which profiles and files name the kind.</summary>
    public string Name { get; } = NameOf(kind);

    /// <summary>Names of the columns: all means, then all deviations.</summary>
    public string[] Columns =>
    [
        .. extractor.FeatureDescriptions.Select(name => $"{name}-mean"), .. extractor.FeatureDescriptions.Select(name => $"{name}-std"),
    ];

    public static string NameOf(CoefficientKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Fills a row from a signal that is there as a whole.</summary>
    /// <param name="signal">Mono samples at the options' rate.</param>
    /// <param name="row">One value per column.</param>
    /// <returns>Why there is no such row, as a clause that ends in a period; null if there is one.</returns>
    public string? Fill(ReadOnlySpan<float> signal, Span<float> row)
    {
        Clear();
        Add(signal);
        return Fill(row);
    }

    /// <summary>Begins a new signal.</summary>
    public void Clear() => moments.Clear();

    /// <summary>Adds a piece of a longer signal, unless it is the end and too short to have a frame.</summary>
    public void AddPiece(ReadOnlySpan<float> piece)
    {
        if (piece.Length >= minimum || moments.IsEmpty)
        {
            Add(piece);
        }
    }

    private void Add(ReadOnlySpan<float> piece)
    {
        var length = Math.Max(piece.Length, minimum);
        // Some extractors look at the array's own length.
        if (samples.Length != length)
        {
            samples = new float[length];
        }

        piece.CopyTo(samples);
        samples.AsSpan(piece.Length).Clear();
        if (kind == CoefficientKind.Pncc)
        {
            // It alone goes on from what it heard before, and its Reset forgets only a part of that.
            extractor = CoefficientExtractors.Create(kind, options);
        }

        // Digital silence has no linear prediction: frames without finite values have no say.
        var frames = extractor.ComputeFrom(samples, 0, length).Skip(warmUp).Where(frame => Array.TrueForAll(frame, float.IsFinite)).ToList();
        for (var k = 0; frames.Count > 0 && k < moments.Count; k++)
        {
            var mean = frames.Average(frame => (double)frame[k]);
            moments.Add(k, frames.Count, mean, frames.Sum(frame => (frame[k] - mean) * (frame[k] - mean)));
        }
    }

    /// <summary>Fills a row from all pieces; returns as the other does.</summary>
    public string? Fill(Span<float> row)
    {
        if (moments.IsEmpty)
        {
            return $"no frame has finite {Name} coefficients.";
        }

        var width = row.Length / 2;
        for (var k = 0; k < width; k++)
        {
            (row[k], row[width + k]) = ((float)moments.Mean(k), (float)moments.Deviation(k));
            if (!float.IsFinite(row[k]) || !float.IsFinite(row[width + k]))
            {
                return $"its {Name} coefficients are beyond what 32-bit numbers hold.";
            }
        }

        return null;
    }
}
