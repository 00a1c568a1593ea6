using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using MusicCluster.Corpus;
using MusicCluster.Evaluation.Tables;
using MusicCluster.Foundation.Tables;
using MusicCluster.Lyrics;
using MusicCluster.Pipeline.Profiles;
using MusicCluster.Pipeline.Publishing;
using MusicCluster.Pipeline.Stages.Training;

namespace MusicCluster.Pipeline.Stages;

/// <summary>How the numbers were made: the profile with its defaults filled in, and the machine.</summary>
internal static class SettingsTables
{
    /// <summary>Other processors and libraries round differently; the rest of the packages decides no number.</summary>
    private static readonly string[] NamedPackages = ["TorchSharp", "libtorch-cpu-linux-x64", "TorchSharp-cuda-linux", "System.Numerics.Tensors"];

    /// <summary>Where things lie is of no account for the numbers; what is in them is, and has its digest in the manifest.</summary>
    private static readonly string[] PathKeys = ["path", "labels", "download", "representations"];

    private static readonly string[] WhisperPathKeys = ["library", "modelAddress", "allowHttp"];

    /// <summary>Key and value of every setting that decides a number; never a path.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Settings(Profile profile)
    {
        var resolved = profile with { Models = [.. profile.Models.Select(model => model.Resolve())] };
        var root = JsonSerializer.SerializeToNode(resolved, ProfileJson.Options)!.AsObject();
        root.Remove("compute");
        root.Remove("slurm");
        root.Remove("report");
        var corpus = root["corpus"]!.AsObject();
        foreach (var key in PathKeys)
        {
            corpus.Remove(key);
        }

        if (profile.Corpus.Kind != CorpusKind.Fma)
        {
            corpus.Remove("fma");
        }

        root["lyrics"]!.AsObject().Remove("folder");
        DescribeWhisper(root["lyrics"]!.AsObject(), profile.Lyrics);
        corpus["representations"] = new JsonArray([.. profile.Corpus.Representations.Keys.Select(name => (JsonNode)name)]);
        return [.. Flatten("", root)];
    }

    /// <summary>A source that is not asked decides nothing; of one that is, not where its library and model come from.</summary>
    private static void DescribeWhisper(JsonObject lyrics, LyricsOptions options)
    {
        if (!options.Sources.Contains(LyricsSource.Whisper))
        {
            lyrics.Remove("whisper");
            return;
        }

        var whisper = lyrics["whisper"]!.AsObject();
        foreach (var key in WhisperPathKeys)
        {
            whisper.Remove(key);
        }

        whisper["model"] = Path.GetFileName(options.Whisper.Model);
    }

    /// <summary>Writes <c>settings.csv</c> and <c>environment.csv</c>.</summary>
    public static void Write(string folder, Profile profile)
    {
        Table.Write(folder, Settings(profile).Select(setting => new SettingRow(setting.Key, setting.Value)));
        Table.Write<EnvironmentRow>(folder,
        [
            new("processor", Machine.CpuName()),
            new("vector bits", Machine.VectorBits.ToString(CultureInfo.InvariantCulture)),
            new("operating system", RuntimeInformation.OSDescription),
            new("runtime", RuntimeInformation.FrameworkDescription),
            new("device", TrainStage.DeviceOf(profile)),
            .. Manifest.Packages().Where(package => NamedPackages.Contains(package.Key))
                .Select(package => new EnvironmentRow(package.Key, package.Value!.ToString())),
        ]);
    }

    private static IEnumerable<KeyValuePair<string, string>> Flatten(string key, JsonNode? node) => node switch
    {
        null => [],
        JsonObject fields => fields.SelectMany(field => Flatten(key.Length == 0 ? field.Key : $"{key}.{field.Key}", field.Value)),
        JsonArray items when items.Any(item => item is JsonObject) => items.SelectMany(item => Flatten($"{key}.{NameOf(item)}", item)),
        JsonArray items => [KeyValuePair.Create(key, string.Join(", ", items.Select(item => item?.ToString() ?? "")))],
        _ => [KeyValuePair.Create(key, node.ToString())],
    };

    private static string NameOf(JsonNode? item) => (string?)item?["representation"] ?? (string?)item?["name"] ?? "?";
}
