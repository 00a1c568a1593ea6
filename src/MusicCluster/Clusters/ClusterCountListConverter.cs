using System.Text.Json;
using System.Text.Json.Serialization;

namespace MusicCluster.Clusters;

/// <summary>Reads a list of <see cref="ClusterCount"/>, or one alone: <c>"k": "auto"</c> is <c>"k": ["auto"]</c>.</summary>
internal sealed class ClusterCountListConverter : JsonConverter<IReadOnlyList<ClusterCount>>
{
    private static readonly ClusterCountConverter Item = new();

    public override IReadOnlyList<ClusterCount> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return [Item.Read(ref reader, typeof(ClusterCount), options)];
        }

        var items = new List<ClusterCount>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Item.Read(ref reader, typeof(ClusterCount), options));
        }

        return items;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<ClusterCount> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value)
        {
            Item.Write(writer, item, options);
        }

        writer.WriteEndArray();
    }
}
