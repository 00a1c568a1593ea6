using System.Globalization;
using System.Text.Json;
using MusicCluster.Foundation;
using MusicCluster.Models.Torch;
using MusicCluster.Numerics.Random;
using static TorchSharp.torch;

namespace MusicCluster.Models.Training;

/// <summary>A training between two epochs: weights, Adam's moments, the random stream, the loss curve.</summary>
/// <param name="path">The file.</param>
/// <param name="configuration">What the training depends on; a file of another configuration is refused.</param>
internal sealed class Checkpoint(string path, string configuration)
{
    /// <summary>Raised when a training that goes on from an older file would end in other weights.</summary>
    public const string Version = "2";

    private const string ConfigurationKey = "configuration";
    private const string CurveKey = "curve";
    private const string RandomKey = "random";
    private const string StepKey = "step";
    private const string VersionKey = "version";

    /// <summary>The configuration of a training as text: its resolved options and its seed.</summary>
    public static string ConfigurationOf(ModelOptions options, int seed) =>
        JsonSerializer.Serialize(new { Options = options.Resolve(), Seed = seed }, ModelSummary.Json).ReplaceLineEndings("");

    public void Save(nn.Module module, Adam adam, RandomSource random, IReadOnlyList<EpochLoss> curve)
    {
        using var scope = NewDisposeScope();
        var tensors = module.state_dict().Select(pair => (Name: pair.Key, Values: pair.Value)).Concat(adam.State()).ToList();
        SafetensorsFile.Write(path, tensors, new Dictionary<string, string>
        {
            [VersionKey] = Version,
            [ConfigurationKey] = configuration,
            [StepKey] = adam.StepCount.ToString(CultureInfo.InvariantCulture),
            [RandomKey] = string.Join(',', random.State.Select(word => word.ToString("x16", CultureInfo.InvariantCulture))),
            [CurveKey] = string.Join(';',
                curve.SelectMany(loss => new[] { loss.Reconstruction, loss.Kl, loss.Total })
                    .Select(value => value.ToString("R", CultureInfo.InvariantCulture))),
        });
    }

    /// <summary>Puts a saved training back; without one nothing changes.</summary>
    /// <returns>The loss curve so far.</returns>
    /// <exception cref="UserException">The file is damaged, or of another version, configuration or model.</exception>
    public IReadOnlyList<EpochLoss> Restore(nn.Module module, Adam adam, RandomSource random)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        var saved = SafetensorsFile.Read(path);
        Check(saved.Metadata);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (name, target) in module.state_dict().Select(pair => (pair.Key, pair.Value)).Concat(adam.State()))
        {
            if (!saved.Tensors.TryGetValue(name, out var source) || !source.Shape.SequenceEqual(target.shape))
            {
                throw new UserException($"'{path}' is a checkpoint of another model: '{name}' is missing or has another shape; delete it to start again.");
            }

            target.copy_(tensor(source.Values, source.Shape));
        }

        adam.StepCount = int.Parse(saved.Metadata[StepKey], CultureInfo.InvariantCulture);
        random.State = [.. saved.Metadata[RandomKey].Split(',').Select(word => ulong.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
        var numbers = saved.Metadata[CurveKey].Split(';').Select(value => double.Parse(value, CultureInfo.InvariantCulture)).ToArray();
        return [.. Enumerable.Range(0, numbers.Length / 3).Select(i => new EpochLoss(i + 1, numbers[3 * i], numbers[(3 * i) + 1], numbers[(3 * i) + 2]))];
    }

    /// <summary>The values in managed memory.</summary>
    internal static float[] Singles(Tensor values) => values.detach().to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();

    private void Check(IReadOnlyDictionary<string, string> metadata)
    {
        var version = metadata.GetValueOrDefault(VersionKey, "none");
        if (version != Version)
        {
            throw new UserException($"'{path}' is a checkpoint of version {version}; this "
                + $"program goes on from version {Version} only; delete it to start again.");
        }

        var found = metadata.GetValueOrDefault(ConfigurationKey, "");
        if (found != configuration)
        {
            throw new UserException($"'{path}' is a checkpoint of another configuration, {found}, not of {configuration}; delete it to start again.");
        }
    }
}
