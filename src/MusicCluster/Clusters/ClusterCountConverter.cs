using System.Text.Json;
using System.Text.Json.Serialization;

namespace MusicCluster.Clusters;

/// <summary>Reads and writes <see cref="ClusterCount"/>: a number, <c>"genres"</c> or <c>"auto"</c>.</summary>
internal sealed class ClusterCountConverter : JsonConverter<ClusterCount>
{
    public override ClusterCount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value))
        {
            return ClusterCount.Of(value);
        }

        return reader.TokenType == JsonTokenType.String && ClusterCount.ByWord.TryGetValue(reader.GetString()!, out var known)
            ? known
            : throw new JsonException($"it must be a whole number, {string.Join(" or ", ClusterCount.Words.Select(word => $"\"{word}\""))}.");
    }

    public override void Write(Utf8JsonWriter writer, ClusterCount value, JsonSerializerOptions options)
    {
        if (value.Word is null)
        {
            writer.WriteNumberValue(value.Value);
        }
        else
        {
            writer.WriteStringValue(value.Word);
        }
    }
}
