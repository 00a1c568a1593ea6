using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MusicCluster.Features.Descriptors.Sound;

/// <summary>The channels of a file, in the order of WAV files: left, right, center, low frequencies, surround.</summary>
internal static class Channels
{
    private const double Surround = 1.41;

    /// <summary>The weight of a channel's power in the loudness.</summary>
    /// <remarks>
    /// Source: ITU-R BS.1770-4, tables 3 and 4: 1 for front channels, 1.41 for those at the sides, 0 for low frequencies. Five channels
    /// are L R C Ls Rs, six L R C LFE Ls Rs, eight L R C LFE Lb Rb Ls Rs, of which the back ones (beyond 120°) weigh 1.
    /// </remarks>
    public static double Weight(int channel, int channelCount) => (channelCount, channel) switch
    {
        ( >= 6, 3) => 0,
        (5, 3 or 4) or (6, 4 or 5) or (7, 5 or 6) or ( >= 8, 6 or 7) => Surround,
        _ => 1,
    };

    /// <summary>Takes interleaved frames apart.</summary>
    /// <param name="interleaved">Frames.</param>
    /// <param name="channelCount">Channels.</param>
    /// <param name="target">Channel c goes to c · <paramref name="stride"/> on.</param>
    /// <param name="stride">Distance of the channels' first samples.</param>
    public static void Separate(ReadOnlySpan<float> interleaved, int channelCount, Span<float> target, int stride)
    {
        var frameCount = interleaved.Length / channelCount;
        if (channelCount == 1)
        {
            interleaved.CopyTo(target);
            return;
        }

        var done = channelCount == 2 ? SeparatePairs(interleaved, target[..frameCount], target.Slice(stride, frameCount)) : 0;
        for (var channel = 0; channel < channelCount; channel++)
        {
            var samples = target.Slice(channel * stride, frameCount);
            for (var i = done; i < samples.Length; i++)
            {
                samples[i] = interleaved[(i * channelCount) + channel];
            }
        }
    }

    // As many frames as fill registers: the even and the odd samples of two of them.
    private static int SeparatePairs(ReadOnlySpan<float> interleaved, Span<float> left, Span<float> right)
    {
        ref var source = ref MemoryMarshal.GetReference(interleaved);
        ref var evens = ref MemoryMarshal.GetReference(left);
        ref var odds = ref MemoryMarshal.GetReference(right);
        nint i = 0;
        if (Avx512F.IsSupported)
        {
            var even = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
            var odd = even + Vector512<int>.One;
            for (; i <= left.Length - 16; i += 16)
            {
                var (low, high) = (Vector512.LoadUnsafe(ref source, (nuint)(2 * i)), Vector512.LoadUnsafe(ref source, (nuint)((2 * i) + 16)));
                Avx512F.PermuteVar16x32x2(low, even, high).StoreUnsafe(ref evens, (nuint)i);
                Avx512F.PermuteVar16x32x2(low, odd, high).StoreUnsafe(ref odds, (nuint)i);
            }
        }
        else if (Sse.IsSupported)
        {
            for (; i <= left.Length - 4; i += 4)
            {
                var (low, high) = (Vector128.LoadUnsafe(ref source, (nuint)(2 * i)), Vector128.LoadUnsafe(ref source, (nuint)((2 * i) + 4)));
                Sse.Shuffle(low, high, 0x88).StoreUnsafe(ref evens, (nuint)i);
                Sse.Shuffle(low, high, 0xDD).StoreUnsafe(ref odds, (nuint)i);
            }
        }

        return (int)i;
    }
}
