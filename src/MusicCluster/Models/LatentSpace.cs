using MusicCluster.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MusicCluster.Models;

/// <summary>What a trained model makes of every track.</summary>
/// <param name="Means">Posterior means (or points), [tracks, latent]: the representation.</param>
/// <param name="DivergencePerDimension">Mean KL of each dimension in nats; empty for an autoencoder.</param>
/// <param name="RelativeError">Squared reconstruction error over that of the mean track; below 1 is better than the mean.</param>
internal sealed record LatentSpace(Matrix Means, double[] DivergencePerDimension, double RelativeError)
{
    private const int BatchSize = 64;

    /// <summary>Encodes all tracks without noise.</summary>
    public static LatentSpace Of(LatentModel model, RowSource rows, Device device, CancellationToken cancellation)
    {
        model.eval();
        using var noGradient = no_grad();
        Matrix? means = null;
        double[] divergence = [];
        var error = 0.0;
        var moments = new Moments();
        for (var start = 0; start < rows.RowCount; start += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = Enumerable.Range(start, Math.Min(BatchSize, rows.RowCount - start)).ToArray();
            var input = rows.Batch(batch, device);
            var (mean, logVariance) = model.Encode(input);
            means ??= new Matrix(rows.RowCount, checked((int)mean.shape[1]));
            CopyRows(mean, means, start);
            var difference = (input - model.Decode(mean)).to(ScalarType.Float64);
            error += (difference * difference).sum().ToDouble();
            moments.Add(input.flatten(1));
            if (logVariance is not null)
            {
                divergence = Sum(divergence, VaeLoss.DivergencePerDimension(mean, logVariance).to(ScalarType.Float64).sum(dim: 0).cpu().data<double>().ToArray());
            }
        }

        return new LatentSpace(
            means ?? new Matrix(0, 0), [.. divergence.Select(value => value / rows.RowCount)], error / moments.TotalVariation());
    }

    private static void CopyRows(Tensor batch, Matrix target, int firstRow)
    {
        var values = batch.cpu().data<float>().ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            target.Values[(firstRow * target.ColumnCount) + i] = values[i];
        }
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
            squares += (wide * wide).sum().ToDouble();
            count += rows.shape[0];
        }

        public double TotalVariation() => squares - sums.Sum(sum => sum * sum / count);
    }
}
