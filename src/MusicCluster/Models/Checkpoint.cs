using System.Globalization;
using MusicCluster.Foundation;
using MusicCluster.Numerics;
using static TorchSharp.torch;

namespace MusicCluster.Models;

/// <summary>A training between two epochs: weights, Adam's moments, the random stream, the loss curve.</summary>
internal static class Checkpoint
{
    private const string CurveKey = "curve";
    private const string RandomKey = "random";
    private const string StepKey = "step";

    public static void Save(string path, nn.Module module, Adam adam, RandomSource random, IReadOnlyList<EpochLoss> curve)
    {
        using var scope = NewDisposeScope();
        var tensors = module.state_dict().Select(pair => (Name: pair.Key, Values: pair.Value)).Concat(adam.State())
            .Select(pair => (pair.Name, pair.Values.shape, Singles(pair.Values))).ToList();
        SafetensorsFile.Write(path, tensors, new Dictionary<string, string>
        {
            [StepKey] = adam.StepCount.ToString(CultureInfo.InvariantCulture),
            [RandomKey] = string.Join(',', random.State.Select(word => word.ToString("x16", CultureInfo.InvariantCulture))),
            [CurveKey] = string.Join(';', curve.SelectMany(loss => new[] { loss.Reconstruction, loss.Kl, loss.Total }).Select(value => value.ToString("R", CultureInfo.InvariantCulture))),
        });
    }

    /// <summary>Puts a saved training back; without one nothing changes.</summary>
    /// <returns>The loss curve so far.</returns>
    /// <exception cref="UserException">The file is damaged or of another model.</exception>
    public static IReadOnlyList<EpochLoss> Restore(string path, nn.Module module, Adam adam, RandomSource random)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        var saved = SafetensorsFile.Read(path);
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

    /// <summary>Whole numbers (batch counts) are small enough to be exact as floats.</summary>
    internal static float[] Singles(Tensor values) => values.detach().to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
}
