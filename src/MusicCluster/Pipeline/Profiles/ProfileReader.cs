using System.Text.Json;
using System.Text.Json.Nodes;
using MusicCluster.Features;
using MusicCluster.Foundation;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Pipeline.Profiles;

/// <summary>Reads a profile: a JSON file that lists what differs from the defaults, and <c>key.path=value</c> overrides.</summary>
public static class ProfileReader
{
    private static readonly JsonDocumentOptions DocumentOptions = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Reads and checks a profile.</summary>
    /// <param name="path">The JSON file.</param>
    /// <param name="overrides">Each <c>key.path=value</c>, e.g. <c>models.1.epochs=5</c>; a value is JSON or else text.</param>
    /// <exception cref="UserException">What is wrong, in one sentence, with the nearest known key.</exception>
    public static Profile Read(string path, IEnumerable<string> overrides) =>
        Parse(ReadText(path), Path.GetFileName(path), Path.GetFileNameWithoutExtension(path), overrides);

    /// <summary>Checks a profile given as text.</summary>
    public static Profile Parse(string text, string fileName, string name, IEnumerable<string> overrides)
    {
        var root = ParseObject(text, fileName);
        root.Remove("$schema");
        foreach (var change in overrides)
        {
            Override(root, change);
        }

        var normal = ProfileCheck.Normalize(root);
        var profile = WithCorpusDefaults(Deserialize(normal, fileName), normal) with { Name = name };
        var errors = profile.Errors().ToList();
        return errors.Count == 0
            ? profile.Resolve()
            : throw new UserException($"{fileName}: {string.Join(" ", errors)}");
    }

    /// <summary>What a profile leaves to its kind of corpus.</summary>
    private static Profile WithCorpusDefaults(Profile profile, JsonNode given) => given["features"]?["duration"] is null
        ? profile with { Features = profile.Features with { Duration = FeatureOptions.DefaultFor(profile.Corpus.Kind).Duration } }
        : profile;

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"Profile '{path}' cannot be read: {error.Message}", error);
        }
    }

    private static JsonObject ParseObject(string text, string fileName)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: DocumentOptions) as JsonObject
                ?? throw new UserException($"{fileName} must hold a JSON object, {{ … }}.");
        }
        catch (JsonException error)
        {
            throw new UserException($"{fileName} is not valid JSON: {OneLine(error)}", error);
        }
    }

    private static void Override(JsonObject root, string change)
    {
        var equals = change.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new UserException($"'{change}' is no override; write --set key.path=value, e.g. --set features.melCount=64.");
        }

        var keys = change[..equals].Split('.');
        JsonNode node = root;
        var type = typeof(Profile);
        var defaults = JsonSerializer.SerializeToNode(new Profile(), ProfileJson.Options);
        foreach (var key in keys[..^1])
        {
            var option = node is JsonObject ? OptionInfo.Find(type, key) : null;
            defaults = (defaults as JsonObject)?[option?.Key ?? key];
            node = Child(node, Present(node, option, key), defaults, change);
            type = option?.ValueType ?? type;
        }

        var value = ParseValue(change[(equals + 1)..]);
        if (node is JsonArray array)
        {
            array[IndexIn(array, keys[^1], change)] = value;
        }
        else
        {
            node.AsObject()[Present(node, OptionInfo.Find(type, keys[^1]), keys[^1])] = value;
        }
    }

    /// <summary>The name by which the profile already has the option, so that a former and the present one do not meet.</summary>
    private static string Present(JsonNode node, OptionInfo? option, string key) =>
        (node as JsonObject)?.Select(entry => entry.Key).FirstOrDefault(name => option?.GoesBy(name) ?? false) ?? key;

    private static JsonNode Child(JsonNode node, string key, JsonNode? defaults, string change)
    {
        if (node is JsonArray array)
        {
            var index = IndexIn(array, key, change);
            // A bare word in a list stands for an object with that name.
            return array[index] is JsonValue word ? array[index] = new JsonObject { ["name"] = word.DeepClone() } : array[index]!;
        }

        return node.AsObject()[key] switch
        {
            // To change one entry of a list that the profile leaves at its default, the default must be there.
            null => node[key] = defaults is JsonArray list ? list.DeepClone() : new JsonObject(),
            JsonValue => throw new UserException($"'{change}': '{key}' is a value, so it has no keys below it."),
            var child => child,
        };
    }

    private static int IndexIn(JsonArray array, string key, string change) =>
        int.TryParse(key, out var index) && index >= 0 && index < array.Count
            ? index
            : throw new UserException($"'{change}': '{key}' is no position in a list of {array.Count}; the first is 0.");

    private static JsonNode? ParseValue(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: DocumentOptions);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private static Profile Deserialize(JsonNode node, string fileName)
    {
        try
        {
            return node.Deserialize<Profile>(ProfileJson.Options)!;
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new UserException($"{fileName}: {OneLine(error)}", error);
        }
    }

    private static string OneLine(Exception error) => error.Message.ReplaceLineEndings(" ");
}
