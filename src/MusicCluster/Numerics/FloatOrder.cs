namespace MusicCluster.Numerics;

/// <summary>Sorts the numbers of many columns, one after the other, in memory that one thread keeps: a radix sort, linear in their number.</summary>
internal sealed class FloatOrder
{
    private const int DigitBits = 11;
    private const int DigitCount = 3;
    private const int BucketCount = 1 << DigitBits;
    private const uint SignBit = 1u << 31;

    private uint[] keys = [];
    private uint[] otherKeys = [];
    private int[] order = [];
    private int[] otherOrder = [];

    /// <summary>Positions in ascending order of their values, equal values by position; valid until the next call.</summary>
    /// <param name="values">Finite.</param>
    public ReadOnlySpan<int> Ascending(ReadOnlySpan<float> values)
    {
        if (keys.Length < values.Length)
        {
            (keys, otherKeys) = (new uint[values.Length], new uint[values.Length]);
            (order, otherOrder) = (new int[values.Length], new int[values.Length]);
        }

        for (var i = 0; i < values.Length; i++)
        {
            // Adding 0 makes one of both zeros. As integers, negative numbers would be in descending order.
            var bits = BitConverter.SingleToUInt32Bits(values[i] + 0f);
            keys[i] = (bits & SignBit) != 0 ? ~bits : bits | SignBit;
            order[i] = i;
        }

        for (var digit = 0; digit < DigitCount; digit++)
        {
            SortBy(digit * DigitBits, values.Length);
            (keys, otherKeys) = (otherKeys, keys);
            (order, otherOrder) = (otherOrder, order);
        }

        return order.AsSpan(0, values.Length);
    }

    /// <summary>Moves all numbers into the buckets of one digit; those of one bucket keep their order.</summary>
    private void SortBy(int shift, int count)
    {
        Span<int> starts = stackalloc int[BucketCount];
        starts.Clear();
        for (var i = 0; i < count; i++)
        {
            starts[(int)(keys[i] >> shift) & (BucketCount - 1)]++;
        }

        var next = 0;
        foreach (ref var start in starts)
        {
            (start, next) = (next, next + start);
        }

        for (var i = 0; i < count; i++)
        {
            ref var place = ref starts[(int)(keys[i] >> shift) & (BucketCount - 1)];
            otherKeys[place] = keys[i];
            otherOrder[place] = order[i];
            place++;
        }
    }
}
