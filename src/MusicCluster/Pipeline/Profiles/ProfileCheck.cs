using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using MusicCluster.Foundation;

namespace MusicCluster.Pipeline.Profiles;

/// <summary>Compares a profile's JSON with the records, key by key, so that each mistake is told by its own path.</summary>
internal static class ProfileCheck
{
    /// <summary>Refuses unknown keys and wrong types; writes a bare word as <c>{ "name": word }</c> where an object is expected.</summary>
    /// <exception cref="UserException">The first mistake, with the nearest known key or what the value must be.</exception>
    public static JsonNode Normalise(JsonObject root) => Check(root, typeof(Profile), "")!;

    private static JsonNode? Check(JsonNode? node, Type type, string path)
    {
        var info = ProfileJson.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Enumerable when node is JsonArray array:
                return new JsonArray([.. array.Select((item, i) => Check(item, info.ElementType!, $"{path}[{i}]"))]);
            case JsonTypeInfoKind.Object when node is JsonValue word && IsWord(word) && info.Properties.Any(property => property.Name == "name"):
                return new JsonObject { ["name"] = node.DeepClone() };
            case JsonTypeInfoKind.Object when node is JsonObject given:
                return CheckObject(given, info, path);
            default:
                CheckValue(node, type, path);
                return node?.DeepClone();
        }
    }

    private static JsonObject CheckObject(JsonObject given, JsonTypeInfo info, string path)
    {
        var result = new JsonObject();
        foreach (var (key, value) in given)
        {
            var full = path.Length == 0 ? key : $"{path}.{key}";
            var property = info.Properties.FirstOrDefault(property => property.Name == key)
                ?? throw new UserException(
                    $"Key '{full}' is not known; the nearest known key is '{full[..^key.Length]}{Nearest.To(key, info.Properties.Select(known => known.Name))}'.");
            result[key] = property.CustomConverter is null ? Check(value, property.PropertyType, full) : value?.DeepClone();
        }

        return result;
    }

    private static void CheckValue(JsonNode? node, Type type, string path)
    {
        try
        {
            if (node.Deserialize(type, ProfileJson.Options) is not null || Nullable.GetUnderlyingType(type) is not null)
            {
                return;
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            var hasOwnConverter = ProfileJson.Options.GetTypeInfo(type).Kind == JsonTypeInfoKind.None && !type.IsPrimitive && !type.IsEnum && type != typeof(string);
            throw new UserException($"Key '{path}' is {Shown(node)}; {(hasOwnConverter ? error.Message.ReplaceLineEndings(" ") : $"it must be {Wanted(type, node)}.")}", error);
        }

        throw new UserException($"Key '{path}' is null; it must be {Wanted(type, node)}.");
    }

    private static string Shown(JsonNode? node)
    {
        var text = node?.ToJsonString(ProfileJson.Options) ?? "null";
        return text.Length <= 60 ? text : text[..57] + "...";
    }

    private static string Wanted(Type type, JsonNode? node)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        if (inner.IsEnum)
        {
            var words = Enum.GetNames(inner).Select(JsonNamingPolicy.KebabCaseLower.ConvertName).ToList();
            return $"one of {string.Join(", ", words)} (nearest: {Nearest.To(node?.ToString() ?? "", words)})";
        }

        return inner == typeof(int) || inner == typeof(long) ? "a whole number"
            : inner == typeof(double) ? "a number"
            : inner == typeof(bool) ? "true or false"
            : inner == typeof(string) ? "text"
            : ProfileJson.Options.GetTypeInfo(inner).Kind == JsonTypeInfoKind.Enumerable ? "a list, [ … ]"
            : "an object, { … }";
    }

    private static bool IsWord(JsonValue value) => value.GetValueKind() == JsonValueKind.String;
}
