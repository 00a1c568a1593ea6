using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MusicCluster.Numerics.Simd;

/// <summary>8 lanes in a 256-bit register.</summary>
internal readonly struct Lanes256(Vector256<float> value) : ILanes<Lanes256>
{
    private readonly Vector256<float> value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Broadcast(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(ref readonly float source, nint offset) =>
        new(Vector256.LoadUnsafe(in source, (nuint)offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float destination, nint offset) => value.StoreUnsafe(ref destination, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyAdd(Lanes256 left, Lanes256 right, Lanes256 addend) =>
        new(Vector256.MultiplyAddEstimate(left.value, right.value, addend.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Max(Lanes256 left, Lanes256 right) => new(Vector256.Max(left.value, right.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 LesserOf(Lanes256 left, Lanes256 right) => new(Vector256.MinNative(left.value, right.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 GreaterOf(Lanes256 left, Lanes256 right) => new(Vector256.MaxNative(left.value, right.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyAbove(Lanes256 values, Lanes256 limits) => Vector256.GreaterThanAny(values.value, limits.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Abs(Lanes256 value) => new(Vector256.Abs(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Sqrt(Lanes256 value) => new(Vector256.Sqrt(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Log2(Lanes256 value)
    {
        var bits = value.value.AsInt32();
        var exponent = (bits - Vector256.Create(LogSeries.HalfRoot)) >> 23;
        var mantissa = (bits - (exponent << 23)).AsSingle();
        var s = (mantissa - Vector256<float>.One) / (mantissa + Vector256<float>.One);
        var square = s * s;
        var sum = Vector256.Create(LogSeries.Ninth);
        sum = Vector256.MultiplyAddEstimate(sum, square, Vector256.Create(LogSeries.Seventh));
        sum = Vector256.MultiplyAddEstimate(sum, square, Vector256.Create(LogSeries.Fifth));
        sum = Vector256.MultiplyAddEstimate(sum, square, Vector256.Create(LogSeries.Third));
        sum = Vector256.MultiplyAddEstimate(sum, square, Vector256.Create(LogSeries.First));
        return new(Vector256.MultiplyAddEstimate(sum, s, Vector256.ConvertToSingle(exponent)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 left, Lanes256 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 left, Lanes256 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 left, Lanes256 right) => new(left.value * right.value);
}
