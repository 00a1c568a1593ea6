using System.Globalization;

namespace MusicCluster.Foundation.Options;

/// <summary>The numbers that an option may have. NaN and the infinities are outside of every range.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RangeAttribute : Attribute
{
    public RangeAttribute()
    {
    }

    /// <summary>A range that includes both ends.</summary>
    public RangeAttribute(double minimum, double maximum) => (Minimum, Maximum) = (minimum, maximum);

    /// <summary>The least number; −∞ for none.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>The greatest number; ∞ for none.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>A bound that is itself too small; −∞ for none.</summary>
    public double Above { get; init; } = double.NegativeInfinity;

    /// <summary>A bound that is itself too large; ∞ for none.</summary>
    public double Below { get; init; } = double.PositiveInfinity;

    /// <summary>What 0 stands for, where it is allowed beside the range, e.g. <c>all</c>; null where it has no meaning of its own.</summary>
    public string? Zero { get; init; }

    /// <summary>Whether a number is allowed.</summary>
    public bool Contains(double value) => (value == 0 && Zero is not null)
        || (double.IsFinite(value) && value >= Minimum && value <= Maximum && value > Above && value < Below);

    /// <summary>The rule, to follow "it must be", e.g. <c>0 (all) or at least 1</c>.</summary>
    public override string ToString() => Zero is null ? Bounds() : $"0 ({Zero}) or {Bounds()}";

    private string Bounds()
    {
        if (double.IsFinite(Minimum) && double.IsFinite(Maximum))
        {
            return $"{Text(Minimum)} to {Text(Maximum)}";
        }

        var ends = new[] { Bound("at least", Minimum), Bound("above", Above), Bound("at most", Maximum), Bound("below", Below) };
        return string.Join(" and ", ends.Where(end => end is not null));
    }

    private static string? Bound(string word, double value) => double.IsFinite(value) ? $"{word} {Text(value)}" : null;

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
