using System.Text.Json;
using System.Text.Json.Nodes;
using MusicCluster.Pipeline;
using MusicCluster.Pipeline.Profiles;

namespace MusicCluster.Robustness.Hostile;

/// <summary>Profiles with wrong types, huge numbers, deep nesting, doubled keys and broken JSON.</summary>
internal static class HostileProfiles
{
    private static readonly Lazy<string[]> Sources = new(() =>
        [.. Directory.EnumerateFiles(Path.Combine(Workspace.Find(AppContext.BaseDirectory).Root, "data", "profiles"), "*.json")
            .Where(path => !path.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.ReadAllText)]);

    private static readonly string[] Values =
        ["null", "true", "-1", "0", "1e400", "1e308", "2147483648", "9223372036854775808", "0.1", "\"\"", "\"x\"", "[]", "{}",
            "[null]", "[[[]]]", "{\"name\":null}", "\"NaN\"", "\"\\u0000\"", "[1,1]", "[\"k-means\"]", new string('[', 200)];

    private static readonly string[] Pieces = ["{", "}", "[", "]", ",", ":", "\"", "//", "/*", "\\", "\0", "\ufeff",
        "NaN", "Infinity", "\"seeds\": [0],", "\"models\": 1,", new string('[', 2000), new string('{', 300)];

    public static void Run(Random random, string folder)
    {
        var path = Path.Combine(folder, "case.json");
        var source = Sources.Value[random.Next(Sources.Value.Length)];
        if (random.Next(3) == 0)
        {
            File.WriteAllText(path, Mutation.Of(source, random, Pieces));
            ProfileReader.Read(path, []);
            return;
        }

        File.WriteAllText(path, source);
        var schema = Keys(JsonSerializer.SerializeToNode(new Profile(), ProfileJson.Options)!, "").ToList();
        string[] overrides =
            [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"{Key(schema[random.Next(schema.Count)], random)}={Values[random.Next(Values.Length)]}")];
        ProfileReader.Read(path, overrides);
    }

    private static string Key(string key, Random random) => random.Next(10) switch
    {
        0 => key + ".deeper",
        1 => Mutation.Of(key, random, ".", "..", "\0", "é", "0", "="),
        _ => key,
    };

    private static IEnumerable<string> Keys(JsonNode? node, string path) => node switch
    {
        JsonObject fields =>
            fields.SelectMany(field => Keys(field.Value, path.Length == 0 ? field.Key : $"{path}.{field.Key}")
                .Prepend(path.Length == 0 ? field.Key : $"{path}.{field.Key}")),
        JsonArray items => items.SelectMany((item, i) => Keys(item, $"{path}.{i}")),
        _ => [path],
    };
}
