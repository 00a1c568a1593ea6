using System.Globalization;
using System.Text.Json;
using MusicCluster.Foundation.Files;
using MusicCluster.Models.Torch;
using static TorchSharp.torch;

namespace MusicCluster.Models.Training;

/// <summary>A trained model for other programs: <c>weights.safetensors</c> and, beside it, <c>config.json</c>.</summary>
internal static class ModelExport
{
    public static void Write(string folder, nn.Module model, ModelOptions options, int seed)
    {
        var tensors = model.state_dict().OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, pair.Value))
            .ToList();
        var resolved = options.Resolve();
        SafetensorsFile.Write(Path.Combine(folder, "weights.safetensors"), tensors, new Dictionary<string, string>
        {
            ["model"] = options.Name,
            ["latent"] = resolved.Latent!.Value.ToString(CultureInfo.InvariantCulture),
        });
        var shapes = tensors.ToDictionary(tensor => tensor.Key, tensor => tensor.Value.shape);
        var text = JsonSerializer.Serialize(new { Version = Checkpoint.Version, Seed = seed, Options = resolved, Tensors = shapes }, ModelSummary.Json);
        AtomicFile.WriteText(Path.Combine(folder, "config.json"), text + "\n");
    }
}
