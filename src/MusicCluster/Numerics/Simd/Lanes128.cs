using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MusicCluster.Numerics.Simd;

/// <summary>4 lanes in a 128-bit register.</summary>
internal readonly struct Lanes128(Vector128<float> value) : ILanes<Lanes128>
{
    private readonly Vector128<float> value = value;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Broadcast(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(ref readonly float source, nint offset) =>
        new(Vector128.LoadUnsafe(in source, (nuint)offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float destination, nint offset) => value.StoreUnsafe(ref destination, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 MultiplyAdd(Lanes128 left, Lanes128 right, Lanes128 addend) =>
        new(Vector128.MultiplyAddEstimate(left.value, right.value, addend.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Max(Lanes128 left, Lanes128 right) => new(Vector128.Max(left.value, right.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 LesserOf(Lanes128 left, Lanes128 right) => new(Vector128.MinNative(left.value, right.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 GreaterOf(Lanes128 left, Lanes128 right) => new(Vector128.MaxNative(left.value, right.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyAbove(Lanes128 values, Lanes128 limits) => Vector128.GreaterThanAny(values.value, limits.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Abs(Lanes128 value) => new(Vector128.Abs(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Sqrt(Lanes128 value) => new(Vector128.Sqrt(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Log2(Lanes128 value)
    {
        var bits = value.value.AsInt32();
        var exponent = (bits - Vector128.Create(LogSeries.HalfRoot)) >> 23;
        var mantissa = (bits - (exponent << 23)).AsSingle();
        var s = (mantissa - Vector128<float>.One) / (mantissa + Vector128<float>.One);
        var square = s * s;
        var sum = Vector128.Create(LogSeries.Ninth);
        sum = Vector128.MultiplyAddEstimate(sum, square, Vector128.Create(LogSeries.Seventh));
        sum = Vector128.MultiplyAddEstimate(sum, square, Vector128.Create(LogSeries.Fifth));
        sum = Vector128.MultiplyAddEstimate(sum, square, Vector128.Create(LogSeries.Third));
        sum = Vector128.MultiplyAddEstimate(sum, square, Vector128.Create(LogSeries.First));
        return new(Vector128.MultiplyAddEstimate(sum, s, Vector128.ConvertToSingle(exponent)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 left, Lanes128 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 left, Lanes128 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator *(Lanes128 left, Lanes128 right) => new(left.value * right.value);
}
