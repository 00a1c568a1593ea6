using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using MusicCluster.Foundation.Files;
using MusicCluster.Models.Torch;
using MusicCluster.Pipeline.Profiles;
using MusicCluster.Pipeline.Stages;

namespace MusicCluster.Pipeline.Publishing;

/// <summary>What a run was made of: <c>manifest.json</c>.</summary>
/// <remarks><c>science</c> decides the numbers; <c>circumstances</c> tell where and how fast they came about.</remarks>
internal static class Manifest
{
    /// <param name="context">The run.</param>
    /// <param name="corpusHash">Key of the corpus.</param>
    /// <param name="outputs">Every cache entry behind the results, in order.</param>
    /// <param name="training">What training took.</param>
    /// <param name="files">Digest of every result.</param>
    public static JsonObject Of(
        RunContext context, string corpusHash, IReadOnlyList<MadeOutput> outputs, JsonNode? training, IReadOnlyDictionary<string, string> files)
    {
        var settings = JsonSerializer.SerializeToNode(context.Profile, ProfileJson.Options)!.AsObject();
        settings.Remove("compute");
        settings.Remove("slurm");
        return new JsonObject
        {
            ["science"] = new JsonObject
            {
                ["profile"] = context.Profile.Name,
                ["gitCommit"] = GitCommit.Of(context.Workspace.Root),
                ["configHash"] = Digest.OfText(settings.ToJsonString(ProfileJson.Options)),
                ["corpusHash"] = corpusHash,
                ["seeds"] = new JsonArray([.. context.Profile.Seeds.Select(seed => (JsonNode)seed)]),
                ["stages"] = new JsonObject(outputs.Select(item => KeyValuePair.Create(item.ManifestKey, (JsonNode?)item.Output.Key))),
                ["packages"] = Packages(),
                ["settings"] = settings,
                ["files"] = new JsonObject(files.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)file.Value))),
            },
            ["circumstances"] = Circumstances(context, outputs, training),
        };
    }

    private static JsonObject Circumstances(RunContext context, IReadOnlyList<MadeOutput> outputs, JsonNode? training) => new()
    {
        ["cpu"] = Machine.CpuName(),
        ["cores"] = Environment.ProcessorCount,
        ["vectorBits"] = Machine.VectorBits,
        ["operatingSystem"] = RuntimeInformation.OSDescription,
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["device"] = TorchRuntime.ResolveDevice(context.Profile.Compute.Device),
        ["threads"] = context.ThreadCount,
        ["seconds"] = new JsonObject(StageList.All.Select(stage => KeyValuePair.Create(
            stage.SecondsKey.Length > 0 ? stage.SecondsKey : stage.Name,
            (JsonNode?)Math.Round(outputs.Where(item => item.Stage == stage.Name).Sum(item => item.Output.Seconds), 3)))),
        ["training"] = training,
    };

    /// <summary>The packages that the program runs with, as its own dependency file lists them.</summary>
    internal static JsonObject Packages()
    {
        var packages = new JsonObject();
        foreach (var path in Machine.DependencyFiles())
        {
            var libraries = JsonNode.Parse(File.ReadAllText(path))!["libraries"]!.AsObject();
            foreach (var (name, library) in libraries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                if ((string?)library!["type"] == "package")
                {
                    var slash = name.IndexOf('/', StringComparison.Ordinal);
                    packages[name[..slash]] = name[(slash + 1)..];
                }
            }
        }

        return packages;
    }
}
