using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MusicCluster.Numerics.Simd;

/// <summary>16 lanes in a 512-bit register.</summary>
internal readonly struct Lanes512(Vector512<float> value) : ILanes<Lanes512>
{
    private readonly Vector512<float> value = value;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Broadcast(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(ref readonly float source, nint offset) =>
        new(Vector512.LoadUnsafe(in source, (nuint)offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float destination, nint offset) => value.StoreUnsafe(ref destination, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MultiplyAdd(Lanes512 left, Lanes512 right, Lanes512 addend) =>
        new(Vector512.MultiplyAddEstimate(left.value, right.value, addend.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Max(Lanes512 left, Lanes512 right) => new(Vector512.Max(left.value, right.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LesserOf(Lanes512 left, Lanes512 right) => new(Vector512.MinNative(left.value, right.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 GreaterOf(Lanes512 left, Lanes512 right) => new(Vector512.MaxNative(left.value, right.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyAbove(Lanes512 values, Lanes512 limits) => Vector512.GreaterThanAny(values.value, limits.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Abs(Lanes512 value) => new(Vector512.Abs(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Sqrt(Lanes512 value) => new(Vector512.Sqrt(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Log2(Lanes512 value)
    {
        var bits = value.value.AsInt32();
        var exponent = (bits - Vector512.Create(LogSeries.HalfRoot)) >> 23;
        var mantissa = (bits - (exponent << 23)).AsSingle();
        var s = (mantissa - Vector512<float>.One) / (mantissa + Vector512<float>.One);
        var square = s * s;
        var sum = Vector512.Create(LogSeries.Ninth);
        sum = Vector512.MultiplyAddEstimate(sum, square, Vector512.Create(LogSeries.Seventh));
        sum = Vector512.MultiplyAddEstimate(sum, square, Vector512.Create(LogSeries.Fifth));
        sum = Vector512.MultiplyAddEstimate(sum, square, Vector512.Create(LogSeries.Third));
        sum = Vector512.MultiplyAddEstimate(sum, square, Vector512.Create(LogSeries.First));
        return new(Vector512.MultiplyAddEstimate(sum, s, Vector512.ConvertToSingle(exponent)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 left, Lanes512 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 left, Lanes512 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator *(Lanes512 left, Lanes512 right) => new(left.value * right.value);
}
