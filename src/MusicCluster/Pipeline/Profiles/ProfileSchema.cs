using System.Text.Json.Nodes;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Pipeline.Profiles;

/// <summary>The JSON schema of a profile, made from what the options say of themselves, for editors.</summary>
internal static class ProfileSchema
{
    /// <summary>The schema as indented JSON with a final line break.</summary>
    public static string ToJson()
    {
        var schema = OfRecord(typeof(Profile));
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "description", "A profile of MusicCluster: what differs from the defaults.");
        schema["properties"]!["$schema"] = new JsonObject { ["type"] = "string" };
        return schema.ToJsonString(ProfileJson.Indented) + "\n";
    }

    private static JsonObject OfRecord(Type record)
    {
        var options = OptionInfo.Of(record);
        var defaults = OptionInfo.Defaults(record);
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(options.Select(option => KeyValuePair.Create(option.Key, (JsonNode?)OfOption(option, defaults)))),
            ["additionalProperties"] = false,
        };
        if (options.Any(option => option.IsRequired))
        {
            schema["required"] = Array(options.Where(option => option.IsRequired).Select(option => option.Key));
        }

        return schema;
    }

    private static JsonObject OfOption(OptionInfo option, object defaults)
    {
        var schema = new JsonObject { ["description"] = Description(option) };
        foreach (var (keyword, value) in OfShape(option).ToList())
        {
            schema[keyword] = value?.DeepClone();
        }

        if (!option.IsRecord && !option.IsRequired && option.Option?.Unset is null)
        {
            schema["default"] = OptionDefault.Of(option, defaults);
        }

        return schema;
    }

    private static string Description(OptionInfo option) => option.Option is not { } text ? ""
        : text.Unit is { } unit ? $"{text.Description} Unit: {unit}."
        : text.Description;

    private static JsonObject OfShape(OptionInfo option)
    {
        if (option.IsDictionary)
        {
            return new JsonObject
            {
                ["type"] = "object",
                ["propertyNames"] = new JsonObject { ["pattern"] = option.Pattern?.Pattern },
                ["additionalProperties"] = new JsonObject { ["type"] = "string" },
            };
        }

        if (!option.IsList)
        {
            return OfValue(option);
        }

        var list = new JsonObject { ["type"] = "array", ["items"] = OfValue(option) };
        if (option.Items is { AreNeeded: true })
        {
            list["minItems"] = 1;
        }

        if (option.Items is { AreDistinct: true })
        {
            list["uniqueItems"] = true;
        }

        return option.Items is { MayBeOne: true } ? AnyOf(OfValue(option), list) : list;
    }

    private static JsonObject OfValue(OptionInfo option)
    {
        var type = option.ValueType;
        if (option.IsRecord)
        {
            return OptionInfo.MayBeName(type) ? AnyOf(OfValue(OptionInfo.Find(type, "name")!), OfRecord(type)) : OfRecord(type);
        }

        if (type.IsAssignableTo(typeof(INumberOrWord)))
        {
            return AnyOf(OfNumber(option, ((INumberOrWord)Activator.CreateInstance(type)!).IsWhole), OfWords(option));
        }

        return option.Words.Count > 0 ? (option.IsOpen ? AnyOf(OfWords(option), OfText(option)) : OfWords(option))
            : type == typeof(string) ? OfText(option)
            : type == typeof(bool) ? new JsonObject { ["type"] = "boolean" }
            : OfNumber(option, isWhole: type != typeof(double));
    }

    private static JsonObject OfText(OptionInfo option) => option.Pattern is { } pattern
        ? new JsonObject { ["type"] = "string", ["pattern"] = pattern.Pattern }
        : new JsonObject { ["type"] = "string" };

    /// <summary>Editors that know <c>enumDescriptions</c> show what each word means; the others pass over it.</summary>
    private static JsonObject OfWords(OptionInfo option)
    {
        var schema = new JsonObject { ["enum"] = Array(option.Words) };
        if (option.Words.All(word => option.Meaning(word) is not null))
        {
            schema["enumDescriptions"] = Array(option.Words.Select(word => option.Meaning(word)!));
        }

        return option.IsNullable ? AnyOf(schema, new JsonObject { ["type"] = "null" }) : schema;
    }

    private static JsonObject OfNumber(OptionInfo option, bool isWhole)
    {
        var name = isWhole ? "integer" : "number";
        var schema = new JsonObject { ["type"] = option.IsNullable ? Array([name, "null"]) : name };
        var range = option.Range ?? new RangeAttribute();
        if (range.Zero is not null && !(isWhole && range.Minimum == 1))
        {
            schema["anyOf"] = new JsonArray(new JsonObject { ["const"] = 0 }, Bounds(range, range.Minimum));
            return schema;
        }

        // Whole numbers from 1 on, or 0, are those from 0 on.
        foreach (var (keyword, bound) in Bounds(range, range.Zero is null ? range.Minimum : 0))
        {
            schema[keyword] = bound!.DeepClone();
        }

        return schema;
    }

    private static JsonObject Bounds(RangeAttribute range, double minimum)
    {
        var bounds = new JsonObject();
        (string Keyword, double Bound)[] all =
            [("minimum", minimum), ("exclusiveMinimum", range.Above), ("maximum", range.Maximum), ("exclusiveMaximum", range.Below)];
        foreach (var (keyword, bound) in all)
        {
            if (double.IsFinite(bound))
            {
                bounds[keyword] = bound;
            }
        }

        return bounds;
    }

    private static JsonObject AnyOf(params JsonNode[] choices) => new() { ["anyOf"] = new JsonArray([.. choices]) };

    private static JsonArray Array(IEnumerable<string> words) => new([.. words.Select(word => (JsonNode)word)]);
}
