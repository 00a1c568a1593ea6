using System.Text.Json;
using System.Text.Json.Serialization;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Features;

/// <summary>How much of a track is heard: seconds from its start, or <c>"whole"</c>.</summary>
[JsonConverter(typeof(DurationLimitConverter))]
public readonly record struct DurationLimit : INumberOrWord
{
    private const string WholeWord = "whole";

    private DurationLimit(double? seconds) => Limit = seconds;

    /// <summary>To its end.</summary>
    public static DurationLimit Whole { get; } = new(null);

    /// <summary>The words that a profile may say instead of a number.</summary>
    public static IEnumerable<string> Words => [WholeWord];

    /// <summary>Seconds; infinity for whole songs.</summary>
    public double Seconds => Limit ?? double.PositiveInfinity;

    /// <summary>Whether songs are heard to their end.</summary>
    public bool IsWhole => Limit is null;

    double? INumberOrWord.Number => Limit;

    bool INumberOrWord.IsWhole => false;

    private double? Limit { get; }

    /// <summary>Seconds from the start.</summary>
    public static DurationLimit Of(double seconds) => double.IsPositiveInfinity(seconds) ? Whole : new(seconds);

    /// <summary>Seconds from the start.</summary>
    public static implicit operator DurationLimit(double seconds) => Of(seconds);

    public override string ToString() => Limit?.ToString() ?? WholeWord;
}

/// <summary>Reads and writes <see cref="DurationLimit"/>: a number, or <c>"whole"</c>.</summary>
internal sealed class DurationLimitConverter : JsonConverter<DurationLimit>
{
    public override DurationLimit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => DurationLimit.Of(reader.GetDouble()),
        JsonTokenType.String when reader.ValueTextEquals("whole") => DurationLimit.Whole,
        _ => throw new JsonException("it must be a number of seconds, or \"whole\"."),
    };

    public override void Write(Utf8JsonWriter writer, DurationLimit value, JsonSerializerOptions options)
    {
        if (value.IsWhole)
        {
            writer.WriteStringValue(value.ToString());
        }
        else
        {
            writer.WriteNumberValue(value.Seconds);
        }
    }
}
