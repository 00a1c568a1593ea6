using MusicCluster.Foundation.Options;
using Xunit;

namespace MusicCluster.Tests.Foundation.Options;

public sealed class OptionCheckTests
{
    [Fact]
    public void Errors_Defaults_AreNone() => Assert.Empty(new Outer().Errors());

    [Fact]
    public void Errors_EveryKindOfRule_IsReportedByItsPath()
    {
        var options = new Outer
        {
            Inner = new Inner { Speed = 99, Color = "rde" },
            List = [new Inner(), new Inner { Speed = double.NaN }],
            Numbers = [1, 1, -1],
            Needed = [],
            Names = new Dictionary<string, string> { ["a b"] = "x" },
            Open = "anything",
        };
        Assert.Equal(
            [
                "top.inner.speed is 99; it must be 0 (off) or 1 to 50 km/h.",
                "top.inner.color is 'rde'; it must be one of red, green (nearest: red).",
                "top.inner.speed and color do not go together.",
                "top.list[1].speed is NaN; it must be 0 (off) or 1 to 50 km/h.",
                "top.numbers is [1, 1, -1]; each entry may be there only once.",
                "top.numbers[2] is -1; it must be at least 0.",
                "top.needed is empty; at least one entry is needed, e.g. [1].",
                "top.names has the name 'a b'; it must be letters.",
            ],
            options.Errors("top."));
    }

    [Fact]
    public void Errors_Infinity_IsAskedToBeFinite() => Assert.Equal(
        ["speed is Infinity; it must be finite and 0 (off) or 1 to 50 km/h."], new Inner { Speed = double.PositiveInfinity }.Errors());

    [Fact]
    public void Errors_WordOfALongList_NamesTheNearestAlone() => Assert.Equal(
        ["word is 'elevn', which is not known; the nearest known word is 'eleven'."], new Wordy { Word = "elevn" }.Errors());

    [Fact]
    public void Of_Record_SaysWhatItsPropertiesSay()
    {
        var color = OptionInfo.Find(typeof(Inner), "colour")!;
        Assert.Equal(("color", "red", "green"), (color.Key, color.Words[0], color.Words[1]));
        Assert.Equal("A color.", color.Option!.Description);
        Assert.Null(OptionInfo.Find(typeof(Inner), "hidden"));
    }

    private sealed record Inner : IOptions
    {
        [Option("A speed.", Unit = "km/h"), Range(1, 50, Zero = "off")]
        public double Speed { get; init; }

        [Option("A color."), Words("red", "green"), FormerKey("colour")]
        public string Color { get; init; } = "red";

        public bool Hidden => Speed > 0;

        IEnumerable<string> IOptions.BrokenRules(string prefix) => Speed > 0 && Color != "red" ? [$"{prefix}speed and color do not go together."] : [];
    }

    private sealed record Outer : IOptions
    {
        [Option("A record.")]
        public Inner Inner { get; init; } = new();

        [Option("Records.")]
        public IReadOnlyList<Inner> List { get; init; } = [];

        [Option("Numbers."), Range(Minimum = 0), Items(AreDistinct = true)]
        public IReadOnlyList<int> Numbers { get; init; } = [];

        [Option("Numbers.", Example = "[1]"), Range(Minimum = 0), Items(AreNeeded = true)]
        public IReadOnlyList<int> Needed { get; init; } = [0];

        [Option("Files by name."), Pattern("^[a-z]+$", "letters")]
        public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

        [Option("A word or a path."), Words("here", IsOpen = true)]
        public string Open { get; init; } = "here";

        [Option("A number or nothing."), Range(Minimum = 1)]
        public int? Maybe { get; init; }
    }

    private sealed record Wordy : IOptions
    {
        [Option("A word."), Words("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")]
        public string Word { get; init; } = "one";
    }
}
