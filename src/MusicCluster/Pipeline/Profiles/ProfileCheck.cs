using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Pipeline.Profiles;

/// <summary>Compares a profile's JSON with the records, key by key, so that each mistake is told by its own path.</summary>
internal static class ProfileCheck
{
    /// <summary>Refuses unknown keys and wrong types; writes a bare word as <c>{ "name": word }</c> where an object is expected.</summary>
    /// <exception cref="UserException">The first mistake, with the nearest known key or what the value must be.</exception>
    public static JsonNode Normalize(JsonObject root) => Check(root, typeof(Profile), "")!;

    private static JsonNode? Check(JsonNode? node, Type type, string path)
    {
        var info = ProfileJson.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Enumerable when node is JsonArray array:
                return new JsonArray([.. array.Select((item, i) => Check(item, info.ElementType!, $"{path}[{i}]"))]);
            case JsonTypeInfoKind.Object when node is JsonValue word && IsWord(word) && OptionInfo.MayBeName(type):
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
            var option = OptionInfo.Find(info.Type, key) ?? throw new UserException(
                $"Key '{full}' is not known; the nearest known key is '{full[..^key.Length]}{Nearest.To(key, info.Properties.Select(known => known.Name))}'.");
            if (given.FirstOrDefault(other => other.Key != key && OptionInfo.Find(info.Type, other.Key) == option) is { Key: { } twin })
            {
                throw new UserException($"Keys '{full}' and '{full[..^key.Length]}{twin}' are one option by two names; keep '{option.Key}'.");
            }

            var property = info.Properties.Single(property => property.Name == option.Key);
            result[option.Key] = Check(value, option.Items is { MayBeOne: true } && value is not JsonArray ? option.ValueType : property.PropertyType, full);
        }

        return info.Properties.FirstOrDefault(property => property.IsRequired && !result.ContainsKey(property.Name)) is { } missing
            ? throw new UserException($"Key '{path}.{missing.Name}' is missing; it is needed there.")
            : result;
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
            var rule = type.IsAssignableTo(typeof(INumberOrWord)) ? error.Message : $"it must be {Wanted(type, node)}.";
            throw new UserException($"Key '{path}' is {Shown(node)}; {rule}", error);
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
