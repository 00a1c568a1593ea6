using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

    /// <summary>One channel of interleaved frames.</summary>
    public static void Extract(ReadOnlySpan<float> interleaved, int channelCount, int channel, Span<float> samples)
    {
        if (channelCount == 1)
        {
            interleaved[..samples.Length].CopyTo(samples);
            return;
        }

        var done = channelCount == 2 ? ExtractPairs(interleaved, channel, samples) : 0;
        for (var i = done; i < samples.Length; i++)
        {
            samples[i] = interleaved[(i * channelCount) + channel];
        }
    }

    // Eight frames at a time: the even or the odd samples of two registers.
    private static int ExtractPairs(ReadOnlySpan<float> interleaved, int channel, Span<float> samples)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            return 0;
        }

        ref var source = ref MemoryMarshal.GetReference(interleaved);
        ref var target = ref MemoryMarshal.GetReference(samples);
        var shift = channel * 32;
        var i = 0;
        for (; i <= samples.Length - 8; i += 8)
        {
            var low = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 2 * i)).AsUInt64() >> shift;
            var high = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, (2 * i) + 8)).AsUInt64() >> shift;
            Vector256.Narrow(low, high).AsSingle().StoreUnsafe(ref target, (nuint)i);
        }

        return i;
    }
}
