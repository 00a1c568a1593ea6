using MusicCluster.Models.Data;
using MusicCluster.Models.Networks;
using MusicCluster.Models.Torch;
using MusicCluster.Models.Training;
using MusicCluster.Numerics;
using static TorchSharp.torch;

namespace MusicCluster.Models;

/// <summary>What a trained model makes of every track.</summary>
/// <param name="Means">Posterior means (or points), averaged over a track's crops, [tracks, latent]: the representation.</param>
/// <param name="DivergencePerDimension">Mean KL of each dimension in nats; empty for an autoencoder.</param>
/// <param name="RelativeError">Squared reconstruction error over that of the mean track; below 1 is better than the mean.</param>
/// <param name="Spectrograms">Original and reconstruction of a few tracks in turn, for spectrograms; else empty.</param>
internal sealed record LatentSpace(
    Matrix Means, double[] DivergencePerDimension, double? RelativeError, IReadOnlyList<(long[] Shape, float[] Values)> Spectrograms)
{
    private const int SpectrogramCount = 3;

    /// <summary>Few at once: the activations of so few spectrograms stay in a core's cache.</summary>
    private const int BatchSize = 16;

    /// <summary>Rows that reconstruction error and divergence are taken over at most, evenly spread; the representation is of all.</summary>
    private const int ExaminedCount = 8192;

    /// <summary>Encodes all tracks without noise, and looks at how well the model rebuilds them.</summary>
    public static LatentSpace Of(LatentModel model, RowSource rows, Device device, CancellationToken cancellation)
    {
        var means = Encode(model, rows, device, cancellation);
        var count = Math.Min(ExaminedCount, rows.RowCount);
        double[] divergence = [];
        var error = 0.0;
        var moments = new Moments();
        foreach (var batch in Enumerable.Range(0, count).Select(i => (int)((long)i * rows.RowCount / count)).Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (input, condition) = (rows.Batch(batch, device), rows.Condition(batch, device));
            var (mean, logVariance) = model.Encode(input, condition);
            var difference = (input - model.Decode(mean, condition)).to(ScalarType.Float64);
            error += (difference * difference).sum().Number();
            moments.Add(input.flatten(1));
            if (logVariance is not null)
            {
                var perDimension = model.Divergence(mean, logVariance, mean).PerDimension;
                divergence = Sum(divergence, perDimension.to(ScalarType.Float64).sum(dim: 0).cpu().data<double>().ToArray());
            }
        }

        return new LatentSpace(
            means, [.. divergence.Select(value => value / count)], error / moments.TotalVariation(),
            rows.RowShape.Count == 2 ? SpectrogramsOf(model, rows, device) : []);
    }

    /// <summary>The posterior means of all tracks, averaged over their crops, [tracks, latent].</summary>
    public static Matrix Encode(LatentModel model, RowSource rows, Device device, CancellationToken cancellation)
    {
        var means = new TrackMeans(rows.TrackCount);
        foreach (var batch in Enumerable.Range(0, rows.RowCount).Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var mean = model.Encode(rows.Batch(batch, device), rows.Condition(batch, device)).Mean;
            means.Add(Checkpoint.Singles(mean), [.. batch.Select(rows.TrackOf)]);
        }

        return means.Result();
    }

    private static List<(long[] Shape, float[] Values)> SpectrogramsOf(LatentModel model, RowSource rows, Device device)
    {
        using var scope = NewDisposeScope();
        int[] chosen = [.. Enumerable.Range(0, Math.Min(SpectrogramCount, rows.RowCount)).Select(i => i * rows.RowCount / SpectrogramCount)];
        var (input, condition) = (rows.Batch(chosen, device), rows.Condition(chosen, device));
        var pairs = stack([input, model.Decode(model.Encode(input, condition).Mean, condition)], 1).flatten(0, 1);
        return [.. Enumerable.Range(0, (int)pairs.shape[0]).Select(i => ((long[])[.. rows.RowShape], Checkpoint.Singles(pairs[i])))];
    }

    private static double[] Sum(double[] total, double[] added) =>
        total.Length == 0 ? added : [.. total.Zip(added, (first, second) => first + second)];

    /// <summary>Running sums per pixel, for the error that the mean track itself would make.</summary>
    private sealed class Moments
    {
        private double[] sums = [];
        private double squares;
        private long count;

        public void Add(Tensor rows)
        {
            var wide = rows.to(ScalarType.Float64);
            sums = Sum(sums, wide.sum(dim: 0).cpu().data<double>().ToArray());
            squares += (wide * wide).sum().Number();
            count += rows.shape[0];
        }

        public double TotalVariation() => squares - sums.Sum(sum => sum * sum / count);
    }
}
