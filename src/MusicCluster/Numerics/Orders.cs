namespace MusicCluster.Numerics;

/// <summary>Orders of indices.</summary>
internal static class Orders
{
    /// <summary>0 … count − 1.</summary>
    public static int[] Identity(int count)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
        }

        return order;
    }

    /// <summary>Indices in ascending order of their key; equal keys keep the order of their indices.</summary>
    public static int[] Ascending(ReadOnlySpan<double> keys)
    {
        var order = Identity(keys.Length);
        var sorted = keys.ToArray();
        // Array.Sort is not stable: equal keys are put in order of their index afterwards.
        Array.Sort(sorted, order);
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && sorted[end].Equals(sorted[start]))
            {
                end++;
            }

            if (end - start > 1)
            {
                Array.Sort(order, start, end - start);
            }

            start = end;
        }

        return order;
    }

    /// <summary>Renumbers labels 0, 1, … in order of first appearance; any distinct numbers are classes of their own.</summary>
    public static int[] Dense(ReadOnlySpan<int> labels, out int count)
    {
        var numbers = new Dictionary<int, int>();
        var result = new int[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            if (!numbers.TryGetValue(labels[i], out result[i]))
            {
                numbers.Add(labels[i], result[i] = numbers.Count);
            }
        }

        count = numbers.Count;
        return result;
    }
}
