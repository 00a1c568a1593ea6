using System.Text.Json;
using System.Text.Json.Serialization;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Clusters;

/// <summary>A number of clusters: given, the number of distinct genres (<c>"genres"</c>), or chosen without labels (<c>"auto"</c>).</summary>
[JsonConverter(typeof(ClusterCountConverter))]
public readonly record struct ClusterCount : INumberOrWord
{
    private ClusterCount(int value, string word)
    {
        Value = value;
        Word = word;
    }

    /// <summary>As many clusters as the tracks have distinct genres: a convention of evaluation.</summary>
    public static ClusterCount Genres { get; } = new(0, "genres");

    /// <summary>Chosen by stability and silhouette, never by labels.</summary>
    public static ClusterCount Auto { get; } = new(0, "auto");

    /// <summary>The words that a profile may say instead of a number.</summary>
    public static IEnumerable<string> Words => ByWord.Keys;

    internal static IReadOnlyDictionary<string, ClusterCount> ByWord { get; } =
        new Dictionary<string, ClusterCount> { [Genres.Word!] = Genres, [Auto.Word!] = Auto };

    /// <summary>The number, or 0 for a word.</summary>
    public int Value { get; }

    /// <summary><c>genres</c>, <c>auto</c>, or null for a number.</summary>
    public string? Word { get; }

    double? INumberOrWord.Number => Word is null ? Value : null;

    bool INumberOrWord.IsWhole => true;

    /// <summary>A given number.</summary>
    public static ClusterCount Of(int value) => new(value, null!);

    public static implicit operator ClusterCount(int value) => Of(value);

    public override string ToString() => Word ?? Value.ToString();
}

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
