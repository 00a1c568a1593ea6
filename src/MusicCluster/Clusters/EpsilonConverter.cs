using System.Text.Json;
using System.Text.Json.Serialization;

namespace MusicCluster.Clusters;

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
