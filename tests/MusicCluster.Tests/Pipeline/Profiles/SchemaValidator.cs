using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MusicCluster.Tests.Pipeline.Profiles;

/// <summary>As much of JSON Schema as the schema of a profile uses; a keyword beyond that is an exception.</summary>
internal static class SchemaValidator
{
    /// <summary>Where a document breaks its schema; empty for a valid one.</summary>
    public static IReadOnlyList<string> Errors(JsonNode? value, JsonObject schema, string path = "$") =>
        [.. schema.SelectMany(rule => Broken(rule.Key, rule.Value!, value, schema, path))];

    private static IEnumerable<string> Broken(string keyword, JsonNode rule, JsonNode? value, JsonObject schema, string path) => keyword switch
    {
        "$schema" or "description" or "default" or "enumDescriptions" or "additionalProperties" => [],
        "type" => If(!Types(rule).Any(type => IsOf(type, value)), $"{path} is not {rule}"),
        "enum" => If(!rule.AsArray().Any(word => JsonNode.DeepEquals(word, value)), $"{path} is none of {rule.ToJsonString()}"),
        "const" => If(!JsonNode.DeepEquals(rule, value), $"{path} is not {rule}"),
        "anyOf" => If(rule.AsArray().All(choice => Errors(value, choice!.AsObject(), path).Count > 0), $"{path} fits no choice"),
        "minimum" => If(Number(value) < Number(rule), $"{path} is below {rule}"),
        "maximum" => If(Number(value) > Number(rule), $"{path} is above {rule}"),
        "exclusiveMinimum" => If(Number(value) <= Number(rule), $"{path} is not above {rule}"),
        "exclusiveMaximum" => If(Number(value) >= Number(rule), $"{path} is not below {rule}"),
        "pattern" => If(value?.GetValueKind() == JsonValueKind.String && !Regex.IsMatch((string)value!, (string)rule!), $"{path} does not match {rule}"),
        "items" => value is JsonArray items ? items.SelectMany((item, i) => Errors(item, rule.AsObject(), $"{path}[{i}]")) : [],
        "minItems" => If(value is JsonArray items && items.Count < (int)rule, $"{path} has too few entries"),
        "uniqueItems" => If(
            value is JsonArray items && items.Select(item => item?.ToJsonString()).Distinct().Count() < items.Count, $"{path} repeats an entry"),
        "required" => value is JsonObject given ? rule.AsArray().Where(key => !given.ContainsKey((string)key!)).Select(key => $"{path}.{key} is missing") : [],
        "propertyNames" => Entries(value).SelectMany(entry => Errors(JsonValue.Create(entry.Key), rule.AsObject(), $"{path}.{entry.Key}")),
        "properties" => Entries(value).SelectMany(entry => OfProperty(entry.Key, entry.Value, rule.AsObject(), schema, path)),
        _ => throw new NotSupportedException(keyword),
    };

    private static IEnumerable<string> OfProperty(string key, JsonNode? value, JsonObject properties, JsonObject schema, string path) =>
        properties[key] is JsonObject known ? Errors(value, known, $"{path}.{key}")
        : If(schema["additionalProperties"] is JsonValue, $"{path}.{key} is not known");

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Entries(JsonNode? value) => value as JsonObject ?? [];

    private static IEnumerable<string> Types(JsonNode rule) => rule is JsonArray list ? list.Select(type => (string)type!) : [(string)rule!];

    private static bool IsOf(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("null", JsonValueKind.Null)
            or ("number", JsonValueKind.Number) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => double.IsInteger(Number(value)),
        _ => false,
    };

    private static double Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? value.Deserialize<double>() : double.NaN;

    private static string[] If(bool isBroken, string error) => isBroken ? [error] : [];
}
