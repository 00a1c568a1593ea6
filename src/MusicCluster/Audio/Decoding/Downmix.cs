using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MusicCluster.Audio.Decoding;

/// <summary>Many channels to one.</summary>
internal static class Downmix
{
    /// <summary>Mean of the channels (librosa's <c>to_mono</c>; not ffmpeg's mix, which is 3 dB louder).</summary>
    /// <param name="interleaved">Shape [frameCount, channelCount].</param>
    /// <param name="channelCount">At least 1.</param>
    /// <param name="mono">Shape [frameCount].</param>
    public static void Mean(ReadOnlySpan<float> interleaved, int channelCount, Span<float> mono)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channelCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(interleaved.Length, mono.Length * channelCount);
        switch (channelCount)
        {
            case 1:
                interleaved.CopyTo(mono);
                break;
            case 2:
                MeanOfTwo(interleaved, mono);
                break;
            default:
                for (var i = 0; i < mono.Length; i++)
                {
                    mono[i] = TensorPrimitives.Sum(interleaved.Slice(i * channelCount, channelCount)) / channelCount;
                }

                break;
        }
    }

    private static void MeanOfTwo(ReadOnlySpan<float> interleaved, Span<float> mono)
    {
        ref var source = ref MemoryMarshal.GetReference(interleaved);
        ref var target = ref MemoryMarshal.GetReference(mono);
        var i = 0;
        for (; Vector256.IsHardwareAccelerated && i <= mono.Length - 8; i += 8)
        {
            var low = Vector256.LoadUnsafe(ref source, (nuint)(2 * i));
            var high = Vector256.LoadUnsafe(ref source, (nuint)((2 * i) + 8));
            (AddPairs(low, high) * 0.5f).StoreUnsafe(ref target, (nuint)i);
        }

        for (; i < mono.Length; i++)
        {
            mono[i] = (interleaved[2 * i] + interleaved[(2 * i) + 1]) * 0.5f;
        }
    }

    // A pair of floats is one 64-bit number with the left channel in its low half: narrowing keeps that half.
    private static Vector256<float> AddPairs(Vector256<float> low, Vector256<float> high)
    {
        var left = Vector256.Narrow(low.AsUInt64(), high.AsUInt64()).AsSingle();
        var right = Vector256.Narrow(low.AsUInt64() >> 32, high.AsUInt64() >> 32).AsSingle();
        return left + right;
    }
}
