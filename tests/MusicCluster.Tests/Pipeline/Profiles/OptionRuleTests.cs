using System.Globalization;
using System.Text.RegularExpressions;
using MusicCluster.Clusters;
using MusicCluster.Features;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Options;
using MusicCluster.Pipeline.Profiles;
using Xunit;

namespace MusicCluster.Tests.Pipeline.Profiles;

/// <summary>What must hold of every option of a profile.</summary>
public sealed partial class OptionRuleTests
{
    private static IEnumerable<(Type Record, OptionInfo Option)> Numeric => OptionTree.Options.Where(entry =>
        entry.Option.ValueType == typeof(int) || entry.Option.ValueType == typeof(long) || entry.Option.ValueType == typeof(double)
        || entry.Option.ValueType.IsAssignableTo(typeof(INumberOrWord)));

    [Fact]
    public void Records_AreAllOfThem() => Assert.Equal(
        [
            "ArchiveFile", "AudioOptions", "ClustererOptions", "ComputeOptions", "CorpusOptions", "DownloadOptions", "EvaluationOptions",
            "FeatureOptions", "FmaOptions",
            "FusionOptions", "LyricsOptions", "ModelOptions", "Profile", "ReportOptions", "ServiceOptions", "SlurmOptions", "TfIdfOptions", "TranscriptRules",
            "UmapOptions", "WhisperOptions",
        ],
        OptionTree.Records.Select(record => record.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Options_AllHaveADescriptionThatIsASentence() => Assert.Empty(
        from entry in OptionTree.Options
        where entry.Option.Option is not { } text || !Sentence().IsMatch(text.Description)
        select $"{entry.Record.Name}.{entry.Option.Key} needs [Option(\"…\")] with one sentence");

    [Fact]
    public void Words_OfEnums_AllHaveAMeaning() => Assert.Empty(
        from entry in OptionTree.Options
        where entry.Option.ValueType.IsEnum
        from word in entry.Option.Words
        where entry.Option.Meaning(word) is not { } text || !Sentence().IsMatch(text)
        select $"{entry.Option.ValueType.Name}, {word}, needs [Description(\"…\")]");

    [Fact]
    public void Numbers_AllHaveARange()
    {
        Assert.Empty(from entry in Numeric where entry.Option.Range is null select $"{entry.Record.Name}.{entry.Option.Key} needs [Range(…)]");
        Assert.InRange(Numeric.Count(), 70, 200);
    }

    [Fact]
    public void Defaults_BreakNoRule() => Assert.All(
        OptionTree.Records.Where(record => !OptionInfo.Of(record).Any(option => option.IsRequired)),
        record => Assert.Empty(((IOptions)OptionInfo.Defaults(record)).Errors()));

    public static TheoryData<string, string> Ranges => [.. Numeric.Select(entry => (entry.Record.Name, entry.Option.Key))];

    [Theory]
    [MemberData(nameof(Ranges))]
    public void Errors_JustOutsideOfTheRange_NameKeyValueAndRule(string record, string key)
    {
        var (type, option) = Numeric.Single(entry => (entry.Record.Name, entry.Option.Key) == (record, key));
        var range = option.Range!;
        Assert.All(Outside(range, isWhole: !IsReal(option)), value =>
        {
            var errors = OptionTree.With(type, option, Held(option, value)).Errors("section.").ToList();
            var at = option.IsList ? $"{key}[0]" : key;
            Assert.Contains(errors, error => error.StartsWith(
                string.Create(CultureInfo.InvariantCulture, $"section.{at} is {value}; it must be {range}"), StringComparison.Ordinal));
        });
        Assert.All(Edges(range), value => Assert.DoesNotContain(
            OptionTree.With(type, option, Held(option, value)).Errors("section."), error => error.Contains($"it must be {range}", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("evaluation.confidence", "1e400")]
    [InlineData("features.timeLimitSeconds", "1e400")]
    public void Errors_NumberBeyondAllNumbers_IsRefused(string key, string value) => Assert.Contains(
        "must be finite and above",
        Assert.Throws<UserException>(() => ProfileReader.Parse("{}", "p.json", "p", [$"{key}={value}"])).Message, StringComparison.Ordinal);

    private static IEnumerable<double> Outside(RangeAttribute range, bool isWhole)
    {
        double[] beyond =
        [
            double.IsFinite(range.Minimum) ? range.Minimum - 1 : double.NaN, double.IsFinite(range.Maximum) ? range.Maximum + 1 : double.NaN,
            range.Above, range.Below,
        ];
        var finite = beyond.Where(double.IsFinite).Where(value => value != 0 || range.Zero is null);
        // NaN can only come from a program, but must not get past the check.
        return isWhole ? finite : finite.Append(double.NaN);
    }

    private static IEnumerable<double> Edges(RangeAttribute range)
    {
        var edges = new[] { range.Minimum, range.Maximum }.Where(double.IsFinite);
        return range.Zero is null ? edges : edges.Append(0);
    }

    private static bool IsReal(OptionInfo option) =>
        option.ValueType == typeof(double) || option.ValueType == typeof(Epsilon) || option.ValueType == typeof(DurationLimit);

    private static object Held(OptionInfo option, double value)
    {
        var type = option.ValueType;
        object item = type == typeof(Epsilon) ? Epsilon.Of(value)
            : type == typeof(DurationLimit) ? DurationLimit.Of(value)
            : type == typeof(ClusterCount) ? ClusterCount.Of((int)value)
            : Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
        if (!option.IsList)
        {
            return item;
        }

        var list = Array.CreateInstance(type, 1);
        list.SetValue(item, 0);
        return list;
    }

    [GeneratedRegex(@"^\S[^\n]*\.$")]
    private static partial Regex Sentence();
}
