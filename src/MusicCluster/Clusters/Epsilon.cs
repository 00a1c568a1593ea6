using System.Text.Json;
using System.Text.Json.Serialization;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Clusters;

/// <summary>DBSCAN's radius: a number, <c>"fixed"</c> (the study's .7), or <c>"k-distance"</c> (read from the data).</summary>
[JsonConverter(typeof(EpsilonConverter))]
public readonly record struct Epsilon : INumberOrWord
{
    private const double FixedRadius = 0.7;

    private Epsilon(double? radius) => Radius = radius;

    /// <summary>The knee of the sorted distances to the minPoints-th neighbor (Ester et al. 1996; Satopaa et al. 2011).</summary>
    public static Epsilon KDistance { get; } = new(null);

    /// <summary>The study's value. Few spaces have a scale on which it finds more than one cluster.</summary>
    public static Epsilon Fixed { get; } = new(FixedRadius);

    /// <summary>The words that a profile may say instead of a number.</summary>
    public static IEnumerable<string> Words => ByWord.Keys;

    internal static IReadOnlyDictionary<string, Epsilon> ByWord { get; } = new Dictionary<string, Epsilon> { ["k-distance"] = KDistance, ["fixed"] = Fixed };

    /// <summary>The radius, or null when the data decide.</summary>
    public double? Radius { get; }

    double? INumberOrWord.Number => Radius;

    bool INumberOrWord.IsWhole => false;

    /// <summary>A given radius.</summary>
    public static Epsilon Of(double radius) => new(radius);

    public override string ToString() => Radius?.ToString() ?? "k-distance";
}

/// <summary>Reads and writes <see cref="Epsilon"/>: a number, <c>"fixed"</c> or <c>"k-distance"</c>.</summary>
internal sealed class EpsilonConverter : JsonConverter<Epsilon>
{
    public override Epsilon Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return Epsilon.Of(reader.GetDouble());
        }

        return reader.TokenType == JsonTokenType.String && Epsilon.ByWord.TryGetValue(reader.GetString()!, out var known)
            ? known
            : throw new JsonException($"it must be a number, {string.Join(" or ", Epsilon.Words.Select(word => $"\"{word}\""))}.");
    }

    public override void Write(Utf8JsonWriter writer, Epsilon value, JsonSerializerOptions options)
    {
        if (value.Radius is { } radius)
        {
            writer.WriteNumberValue(radius);
        }
        else
        {
            writer.WriteStringValue("k-distance");
        }
    }
}
