using System.Numerics.Tensors;
using MusicCluster.Numerics.Simd;

namespace MusicCluster.Features.Frames;

/// <summary><see cref="Onset.Strength"/> of a song that comes in pieces; the values are the same, wherever it is cut.</summary>
/// <param name="melCount">Bands.</param>
/// <param name="delay">As there.</param>
internal sealed class OnsetStream(int melCount, int delay)
{
    private readonly float[] lastLevels = new float[melCount];
    private readonly float[] heldBack = new float[delay];
    private readonly LaneBuffer rises = new();
    private readonly LaneBuffer differences = new();
    private bool hasLast;

    /// <summary>Begins a song.</summary>
    public void Start()
    {
        hasLast = false;
        Array.Clear(heldBack);
    }

    /// <summary>The strength of the next frames.</summary>
    /// <param name="levels">In dB, shape [melCount, frameCount], at least one frame.</param>
    /// <param name="frameCount">Frames of the piece.</param>
    /// <returns>One value per frame, valid until the next call.</returns>
    public ReadOnlySpan<float> Take(ReadOnlySpan<float> levels, int frameCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frameCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(levels.Length, melCount * frameCount);
        var all = rises.Room(delay + frameCount)[..(delay + frameCount)];
        heldBack.CopyTo(all);
        Measure(levels, frameCount, all[delay..]);
        all[frameCount..].CopyTo(heldBack);
        return all[..frameCount];
    }

    private void Measure(ReadOnlySpan<float> levels, int frameCount, Span<float> strength)
    {
        strength.Clear();
        var steps = differences.Room(frameCount);
        for (var band = 0; band < melCount; band++)
        {
            var row = levels.Slice(band * frameCount, frameCount);
            // The first frame of a song rises from nothing that is known.
            steps[0] = hasLast ? row[0] - lastLevels[band] : 0;
            TensorPrimitives.Subtract(row[1..], row[..^1], steps[1..frameCount]);
            TensorPrimitives.Max(steps[..frameCount], 0, steps[..frameCount]);
            TensorPrimitives.Add(strength, steps[..frameCount], strength);
            lastLevels[band] = row[^1];
        }

        TensorPrimitives.Divide(strength, melCount, strength);
        hasLast = true;
    }
}
