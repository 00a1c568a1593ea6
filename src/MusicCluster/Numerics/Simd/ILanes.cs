using System.Numerics;

namespace MusicCluster.Numerics.Simd;

/// <summary>
/// A register of float lanes, each of which works on a signal block of its own. Kernels are written once over this
/// interface; the run-time compiler makes one copy per register width, so there is no call left in the inner loops.
/// </summary>
internal interface ILanes<TSelf> :
    IAdditionOperators<TSelf, TSelf, TSelf>, ISubtractionOperators<TSelf, TSelf, TSelf>, IMultiplyOperators<TSelf, TSelf, TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Lanes per register.</summary>
    static abstract int Count { get; }

    static abstract TSelf Broadcast(float value);

    static abstract TSelf Load(ref readonly float source, nint offset);

    void Store(ref float destination, nint offset);

    /// <summary>left · right + addend, fused where the hardware does so.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>The lesser of two numbers, in one instruction; undefined where one is NaN.</summary>
    static abstract TSelf LesserOf(TSelf left, TSelf right);

    /// <summary>The greater of two numbers, in one instruction; undefined where one is NaN.</summary>
    static abstract TSelf GreaterOf(TSelf left, TSelf right);

    /// <summary>Whether a lane of <paramref name="values"/> is greater than that of <paramref name="limits"/>.</summary>
    static abstract bool AnyAbove(TSelf values, TSelf limits);

    static abstract TSelf Abs(TSelf value);

    static abstract TSelf Sqrt(TSelf value);

    /// <summary>Base-2 logarithm of positive normal numbers, to 2e-7 of the larger of 1 and the result.</summary>
    static abstract TSelf Log2(TSelf value);
}
