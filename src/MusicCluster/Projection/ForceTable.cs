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

    private readonly float[] pull;
    private readonly float[] push;

    public ForceTable(double a, double b)
    {
        var count = (HighestExponent - LowestExponent) << (23 - DroppedBits);
        pull = new float[count + 1];
        push = new float[count + 1];
        for (var i = 0; i <= count; i++)
        {
            double squared = BitConverter.Int32BitsToSingle((i + Offset) << DroppedBits);
            var power = Math.Pow(squared, b);
            pull[i] = (float)(-2 * a * b * power / squared / (1 + (a * power)));
            push[i] = (float)(2 * b / ((0.001 + squared) * (1 + (a * power))));
        }
    }

    /// <summary>Factor on the difference that pulls two neighbours together; negative.</summary>
    public float Pull(float squared) => Look(pull, squared);

    /// <summary>Factor on the difference that pushes two points apart; positive.</summary>
    public float Push(float squared) => Look(push, squared);

    private static float Look(float[] table, float squared)
    {
        var bits = BitConverter.SingleToInt32Bits(Math.Min(Math.Max(squared, Lowest), Highest));
        var place = (bits >> DroppedBits) - Offset;
        var fraction = (bits & ((1 << DroppedBits) - 1)) * (1f / (1 << DroppedBits));
        return table[place] + (fraction * (table[place + 1] - table[place]));
    }
}
