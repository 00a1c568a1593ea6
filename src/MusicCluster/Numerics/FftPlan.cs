using System.Numerics;

namespace MusicCluster.Numerics;

/// <summary>The tables of a complex FFT whose length is a power of two: radix-4 steps, one radix-2 step where the power is odd.</summary>
public sealed class FftPlan
{
    /// <summary>Values per butterfly in the tables of <see cref="Twiddles"/>.</summary>
    internal const int TwiddleStride = 9;

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
        for (var block = length; block >= 4; block /= 4)
        {
            twiddles[BitOperations.Log2((uint)block)] = CreateTwiddles(block);
        }
    }

    /// <summary>Complex values per transform.</summary>
    public int Length { get; }

    /// <summary>Where the in-place transform leaves each frequency: value k is at <c>Positions[k]</c>.</summary>
    public ReadOnlySpan<int> Positions => positions;

    /// <summary>For each j of a radix-4 step: cos, −sin and sin of w, w², w³ with w = exp(−2πi·j / block): nine values.</summary>
    internal ReadOnlySpan<float> Twiddles(int block) => twiddles[BitOperations.Log2((uint)block)];

    // Follows the decimation in frequency: step r of a radix-n butterfly collects the frequencies f + r · stride.
    private void AssignPositions(int offset, int length, int frequency, int stride)
    {
        if (length == 1)
        {
            positions[frequency] = offset;
            return;
        }

        var radix = length == 2 ? 2 : 4;
        for (var r = 0; r < radix; r++)
        {
            AssignPositions(offset + (r * (length / radix)), length / radix, frequency + (r * stride), stride * radix);
        }
    }

    private static float[] CreateTwiddles(int block)
    {
        var quarter = block / 4;
        var table = new float[TwiddleStride * quarter];
        for (var j = 0; j < quarter; j++)
        {
            for (var power = 1; power <= 3; power++)
            {
                var (sine, cosine) = Math.SinCos(-2 * Math.PI * j * power / block);
                var offset = (TwiddleStride * j) + (3 * (power - 1));
                (table[offset], table[offset + 1], table[offset + 2]) = ((float)cosine, (float)-sine, (float)sine);
            }
        }

        return table;
    }
}
