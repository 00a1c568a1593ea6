using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MusicCluster.Features.Frames;

/// <summary>Features of centered frames that need no spectrum.</summary>
/// <remarks>Source: librosa 0.11 <c>zero_crossing_rate</c> and <c>rms</c>.</remarks>
public static class FrameSignal
{
    // Closer to zero than this is zero, which counts as positive.
    private const float ZeroThreshold = 1e-10f;

    /// <summary>Sign changes per sample of each frame; before and after the signal, its first and last samples continue.</summary>
    /// <param name="signal">Samples, at least one.</param>
    /// <param name="frameLength">Samples per frame.</param>
    /// <param name="hopLength">Samples between frames.</param>
    /// <param name="rates">1 + signal.Length / hopLength values.</param>
    public static void ZeroCrossingRate(ReadOnlySpan<float> signal, int frameLength, int hopLength, Span<float> rates)
    {
        for (var frame = 0; frame < rates.Length; frame++)
        {
            var start = (frame * hopLength) - (frameLength / 2);
            // A frame's first sample has no predecessor in it.
            var first = Math.Max(start + 1, 1);
            var end = Math.Min(start + frameLength, signal.Length);
            rates[frame] = first < end ? (float)ChangeCount(signal[(first - 1)..end]) / frameLength : 0;
        }
    }

    /// <summary>Root of the mean square of each frame; silence before and after the signal.</summary>
    public static void RootMeanSquare(ReadOnlySpan<float> signal, int frameLength, int hopLength, Span<float> levels)
    {
        for (var frame = 0; frame < levels.Length; frame++)
        {
            var start = (frame * hopLength) - (frameLength / 2);
            var inside = signal[Math.Clamp(start, 0, signal.Length)..Math.Clamp(start + frameLength, 0, signal.Length)];
            levels[frame] = MathF.Sqrt(System.Numerics.Tensors.TensorPrimitives.SumOfSquares(inside) / frameLength);
        }
    }

    // How often the sign changes from one sample to the next, a register of pairs at a time.
    private static int ChangeCount(ReadOnlySpan<float> samples)
    {
        ref var start = ref MemoryMarshal.GetReference(samples);
        var limit = Vector256.Create(-ZeroThreshold);
        var (count, last) = (0, samples.Length - 1);
        var i = 0;
        for (; i <= last - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var before = Vector256.LessThan(Vector256.LoadUnsafe(ref start, (nuint)i), limit);
            var after = Vector256.LessThan(Vector256.LoadUnsafe(ref start, (nuint)i + 1), limit);
            count += BitOperations.PopCount((before ^ after).ExtractMostSignificantBits());
        }

        for (; i < last; i++)
        {
            count += samples[i] < -ZeroThreshold != samples[i + 1] < -ZeroThreshold ? 1 : 0;
        }

        return count;
    }
}
