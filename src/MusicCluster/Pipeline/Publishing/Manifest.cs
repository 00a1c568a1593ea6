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
    public static JsonObject Of(RunContext context, RunRecord run, IReadOnlyDictionary<string, string> files)
    {
        var settings = JsonSerializer.SerializeToNode(context.Profile, ProfileJson.Options)!.AsObject();
        settings.Remove("compute");
        settings.Remove("cluster");
        return new JsonObject
        {
            ["science"] = new JsonObject
            {
                ["profile"] = context.Profile.Name,
                ["gitCommit"] = GitCommit.Of(context.Workspace.Root),
                ["configHash"] = Digest.OfText(settings.ToJsonString(ProfileJson.Options)),
                ["corpusHash"] = run.Fetched.Key,
                ["seeds"] = new JsonArray([.. context.Profile.Seeds.Select(seed => (JsonNode)seed)]),
                ["stages"] = Stages(run),
                ["packages"] = Packages(),
                ["settings"] = settings,
                ["files"] = new JsonObject(files.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)file.Value))),
            },
            ["circumstances"] = Circumstances(context, run),
        };
    }

    private static JsonObject Stages(RunRecord run)
    {
        var stages = new JsonObject
        {
            ["fetch"] = run.Fetched.Key,
            ["lyrics"] = run.Lyrics.Key,
            ["features"] = run.Features.Key,
        };
        foreach (var model in run.Models)
        {
            stages[$"train/{model.Model.Representation}{(model.Seed is { } seed ? $"/seed-{seed}" : "")}"] = model.Output.Key;
        }

        foreach (var (representation, output) in run.Clusters)
        {
            stages[$"cluster/{representation.Name}"] = output.Key;
        }

        stages["evaluate"] = run.Evaluated.Key;
        stages["report"] = run.Reported.Key;
        return stages;
    }

    private static JsonObject Circumstances(RunContext context, RunRecord run) => new()
    {
        ["cpu"] = Machine.CpuName(),
        ["cores"] = Environment.ProcessorCount,
        ["vectorBits"] = Machine.VectorBits,
        ["operatingSystem"] = RuntimeInformation.OSDescription,
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["device"] = TorchRuntime.ResolveDevice(context.Profile.Compute.Device),
        ["threads"] = context.ThreadCount,
        ["seconds"] = new JsonObject
        {
            ["fetch"] = run.Fetched.Seconds,
            ["lyrics"] = run.Lyrics.Seconds,
            ["features"] = run.Features.Seconds,
            ["trainSumOverModels"] = Math.Round(run.Models.Sum(model => model.Output.Seconds), 3),
            ["clusterSumOverRepresentations"] = Math.Round(run.Clusters.Sum(item => item.Output.Seconds), 3),
            ["evaluate"] = run.Evaluated.Seconds,
            ["report"] = run.Reported.Seconds,
        },
        ["training"] = SweepEstimate.Measured(run.Models, FeaturesStage.TrackIds(run.Features).Count),
    };

    /// <summary>The packages that the program runs with, as its own dependency file lists them.</summary>
    internal static JsonObject Packages()
    {
        var packages = new JsonObject();
        foreach (var path in Machine.DependencyFiles())
        {
            foreach (var (name, library) in JsonNode.Parse(File.ReadAllText(path))!["libraries"]!.AsObject().OrderBy(entry => entry.Key, StringComparer.Ordinal))
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
