using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MusicCluster.Projection;

/// <summary>The pull and push of UMAP's layout as functions of the squared distance, tabulated.</summary>
/// <remarks>
/// Both need a power per pair, which is most of the work of a layout. The table has 64 places per power of two, read by the bits of
/// the number, with a straight line between them: relative error under 3e-4.
/// </remarks>
internal sealed class ForceTable
{
    private const int DroppedBits = 17;
    private const int LowestExponent = -40;
    private const int HighestExponent = 40;

    private static readonly int Offset = BitConverter.SingleToInt32Bits(MathF.ScaleB(1, LowestExponent)) >> DroppedBits;
    private static readonly float Lowest = MathF.ScaleB(1, LowestExponent);
    private static readonly float Highest = MathF.ScaleB(1, HighestExponent - 1);

    // Value and step to the next place, side by side.
    private readonly float[] pull;
    private readonly float[] push;

    public ForceTable(double a, double b)
    {
        var count = (HighestExponent - LowestExponent) << (23 - DroppedBits);
        pull = Tabulate(count, squared => -2 * a * b * Math.Pow(squared, b - 1) / (1 + (a * Math.Pow(squared, b))));
        push = Tabulate(count, squared => 2 * b / ((0.001 + squared) * (1 + (a * Math.Pow(squared, b)))));
    }

    /// <summary>Factor on the difference that pulls two neighbors together; negative.</summary>
    public float Pull(float squared) => Look(pull, squared);

    /// <summary>Factor on the difference that pushes two points apart; positive.</summary>
    public float Push(float squared) => Look(push, squared);

    private static float[] Tabulate(int count, Func<double, double> force)
    {
        var table = new float[2 * count];
        double At(int place) => force(BitConverter.Int32BitsToSingle((place + Offset) << DroppedBits));
        for (var i = 0; i < count; i++)
        {
            table[2 * i] = (float)At(i);
            table[(2 * i) + 1] = (float)(At(i + 1) - At(i));
        }

        return table;
    }

    private static float Look(float[] table, float squared)
    {
        var bits = BitConverter.SingleToInt32Bits(float.MinNative(float.MaxNative(squared, Lowest), Highest));
        var place = ((bits >> DroppedBits) - Offset) * 2;
        var fraction = (bits & ((1 << DroppedBits) - 1)) * (1f / (1 << DroppedBits));
        // The clamp above keeps the place inside; NaN does not come here, because points and forces are finite.
        ref var entry = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(table), place);
        return entry + (fraction * Unsafe.Add(ref entry, 1));
    }
}
