using System.Numerics;
using System.Runtime.Intrinsics;

namespace MusicCluster.Numerics.Fourier;

/// <summary>
/// The tables of a complex FFT whose length is a power of two: radix 4 first, then as few steps as radix 4 and 8 make of the rest.
/// </summary>
public sealed class FftPlan
{
    /// <summary>Blocks up to this length are one butterfly.</summary>
    internal const int LargestButterfly = 8;

    private readonly float[][] twiddles;
    private readonly int[] positions;

    /// <summary>Computes the tables in double precision.</summary>
    /// <exception cref="ArgumentException"><paramref name="length"/> is not a power of two.</exception>
    public FftPlan(int length)
    {
        if (length < 1 || !BitOperations.IsPow2(length))
        {
            throw new ArgumentException($"The length is {length}; it must be a power of two.", nameof(length));
        }

        Length = length;
        positions = new int[length];
        AssignPositions(0, length, 0, 1);
        twiddles = new float[BitOperations.Log2((uint)length) + 1][];
        for (var block = length; block > LargestButterfly; block /= Radix(block))
        {
            twiddles[BitOperations.Log2((uint)block)] = CreateTwiddles(block, Radix(block));
        }
    }

    /// <summary>Complex values per transform.</summary>
    public int Length { get; }

    /// <summary>Where the in-place transform leaves each frequency: value k is at <c>Positions[k]</c>.</summary>
    public ReadOnlySpan<int> Positions => positions;

    /// <summary>
    /// For each j of a step of radix r: cos, −sin and sin of w, w², …, w^(r − 1) with w = exp(−2πi·j / block), 3 (r − 1) values.
    /// </summary>
    internal ReadOnlySpan<float> Twiddles(int block) => twiddles[BitOperations.Log2((uint)block)];

    /// <summary>Into how many parts a block falls: 8 where only eighths are left to do and 32 registers to do it in, else 4.</summary>
    internal int Radix(int block) =>
        block <= LargestButterfly ? block
        : Vector512.IsHardwareAccelerated && block < Length && BitOperations.Log2((uint)block) % 3 == 0 ? 8
        : 4;

    // Follows the decimation in frequency: step r of a radix-n butterfly collects the frequencies f + r · stride.
    private void AssignPositions(int offset, int length, int frequency, int stride)
    {
        if (length == 1)
        {
            positions[frequency] = offset;
            return;
        }

        var radix = Radix(length);
        for (var r = 0; r < radix; r++)
        {
            AssignPositions(offset + (r * (length / radix)), length / radix, frequency + (r * stride), stride * radix);
        }
    }

    private static float[] CreateTwiddles(int block, int radix)
    {
        var table = new float[3 * (radix - 1) * (block / radix)];
        var offset = 0;
        for (var j = 0; j < block / radix; j++)
        {
            for (var power = 1; power < radix; power++, offset += 3)
            {
                var (sine, cosine) = Math.SinCos(-2 * Math.PI * j * power / block);
                (table[offset], table[offset + 1], table[offset + 2]) = ((float)cosine, (float)-sine, (float)sine);
            }
        }

        return table;
    }
}
