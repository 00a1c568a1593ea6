using MusicCluster.Numerics;
using static TorchSharp.torch;

namespace MusicCluster.Models;

/// <summary>What a trained model makes of every track.</summary>
/// <param name="Means">Posterior means (or points), [tracks, latent]: the representation.</param>
/// <param name="DivergencePerDimension">Mean KL of each dimension in nats; empty for an autoencoder.</param>
/// <param name="RelativeError">Squared reconstruction error over that of the mean track; below 1 is better than the mean.</param>
/// <param name="Pictures">Original and reconstruction of a few tracks in turn, for spectrograms; else empty.</param>
internal sealed record LatentSpace(
    Matrix Means, double[] DivergencePerDimension, double? RelativeError, IReadOnlyList<(long[] Shape, float[] Values)> Pictures)
{
    private const int PictureCount = 3;

    private const int BatchSize = 64;

    /// <summary>Encodes all tracks without noise.</summary>
    public static LatentSpace Of(LatentModel model, RowSource rows, Device device, CancellationToken cancellation)
    {
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
            error += (difference * difference).sum().Number();
            moments.Add(input.flatten(1));
            if (logVariance is not null)
            {
                divergence = Sum(divergence, VaeLoss.DivergencePerDimension(mean, logVariance).to(ScalarType.Float64).sum(dim: 0).cpu().data<double>().ToArray());
            }
        }

        return new LatentSpace(
            means ?? new Matrix(0, 0), [.. divergence.Select(value => value / rows.RowCount)], error / moments.TotalVariation(),
            rows.RowShape.Count == 2 ? PicturesOf(model, rows, device) : []);
    }

    private static List<(long[] Shape, float[] Values)> PicturesOf(LatentModel model, RowSource rows, Device device)
    {
        using var scope = NewDisposeScope();
        int[] chosen = [.. Enumerable.Range(0, Math.Min(PictureCount, rows.RowCount)).Select(i => i * rows.RowCount / PictureCount)];
        var input = rows.Batch(chosen, device);
        var pairs = stack([input, model.Decode(model.Encode(input).Mean)], 1).flatten(0, 1);
        return [.. Enumerable.Range(0, (int)pairs.shape[0]).Select(i => ((long[])[.. rows.RowShape], Checkpoint.Singles(pairs[i])))];
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
            squares += (wide * wide).sum().Number();
            count += rows.shape[0];
        }

        public double TotalVariation() => squares - sums.Sum(sum => sum * sum / count);
    }
}
