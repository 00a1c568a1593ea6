using System.Globalization;
using MusicCluster.Foundation.Options;
using Xunit;

namespace MusicCluster.Tests.Foundation.Options;

public sealed class RangeTests
{
    private static readonly (RangeAttribute Range, string Text, double[] Inside, double[] Outside)[] Cases =
    [
        (new(0, 50), "0 to 50", [0, 50], [-1, 50.5]),
        (new() { Minimum = 1 }, "at least 1", [1, 1e300], [0, double.PositiveInfinity]),
        (new() { Maximum = 0 }, "at most 0", [0, -1e300], [0.1, double.NegativeInfinity]),
        (new() { Above = 0, Maximum = 3600 }, "above 0 and at most 3600", [double.Epsilon, 3600], [0, 3601]),
        (new() { Above = 0.5, Below = 1 }, "above 0.5 and below 1", [0.75], [0.5, 1]),
        (new(0.05, 1) { Zero = "never" }, "0 (never) or 0.05 to 1", [0, 0.05, 1], [0.01, -1, 2]),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Contains_BothSidesOfEachBound_IsTheRuleInWords(int number)
    {
        var (range, text, inside, outside) = Cases[number];
        Assert.Equal(text, range.ToString());
        Assert.All(inside, value => Assert.True(range.Contains(value), value.ToString(CultureInfo.InvariantCulture)));
        Assert.All(outside.Append(double.NaN), value => Assert.False(range.Contains(value), value.ToString(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("abc", true)]
    [InlineData("", false)]
    [InlineData("abc\n", false)]
    [InlineData("xabc", false)]
    public void Contains_Pattern_IsAboutTheWholeText(string text, bool expected) =>
        Assert.Equal(expected, new PatternAttribute("^[abc]+$", "letters").Contains(text));
}
