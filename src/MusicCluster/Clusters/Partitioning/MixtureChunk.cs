using MusicCluster.Numerics;

namespace MusicCluster.Clusters.Partitioning;

/// <summary>Both steps of a Gaussian mixture for 128 points at a time; what one thread works in.</summary>
internal sealed class MixtureChunk
{
    /// <summary>Points per chunk: their differences stay in the cache.</summary>
    public const int Length = 128;

    private readonly KMeansData data;
    private readonly Matrix means;
    private readonly double[] weights;
    private readonly ComponentShape shape;
    private readonly int width;

    // [component][point], then rows of differences and of differences times shares, padded to whole vectors.
    private readonly double[] shares;
    private readonly double[] differences;
    private readonly double[] scaled;

    public MixtureChunk(KMeansData data, Matrix means, double[] weights, ComponentShape shape)
    {
        this.data = data;
        this.means = means;
        this.weights = weights;
        this.shape = shape;
        width = ComponentShape.Padded(means.ColumnCount);
        shares = new double[means.RowCount * Length];
        differences = new double[Length * width];
        scaled = new double[Length * width];
    }

    /// <summary>Adds the points from a row on to the sums.</summary>
    /// <param name="start">A multiple of <see cref="Length"/>.</param>
    /// <param name="labels">Gets the most likely component of each point; or has it, in the first pass.</param>
    /// <param name="isFirst">Whether the labels are the shares.</param>
    /// <param name="sums">Gets everything else.</param>
    public void Run(int start, int[] labels, bool isFirst, MixtureSums sums)
    {
        var own = labels.AsSpan(start, Math.Min(Length, labels.Length - start));
        if (isFirst)
        {
            Array.Clear(shares);
            for (var i = 0; i < own.Length; i++)
            {
                shares[(own[i] * Length) + i] = 1;
            }
        }
        else
        {
            for (var component = 0; component < means.RowCount; component++)
            {
                shape.LogDensities(data.Blocks, start, component, Share(component));
            }

            sums.LogLikelihood += Normalize(own);
        }

        for (var component = 0; component < means.RowCount; component++)
        {
            AddTo(sums, component, start, own.Length);
        }
    }

    private Span<double> Share(int component) => shares.AsSpan(component * Length, Length);

    /// <summary>Log densities become shares; returns the sum of the log densities of the mixture.</summary>
    private double Normalize(Span<int> labels)
    {
        var total = 0.0;
        Span<double> logWeights = stackalloc double[Math.Min(weights.Length, 256)];
        logWeights = weights.Length <= 256 ? logWeights : new double[weights.Length];
        for (var component = 0; component < weights.Length; component++)
        {
            logWeights[component] = Math.Log(weights[component]);
        }

        for (var i = 0; i < labels.Length; i++)
        {
            var largest = double.NegativeInfinity;
            for (var component = 0; component < weights.Length; component++)
            {
                ref var value = ref shares[(component * Length) + i];
                value += logWeights[component];
                (largest, labels[i]) = value > largest ? (value, component) : (largest, labels[i]);
            }

            var sum = 0.0;
            for (var component = 0; component < weights.Length; component++)
            {
                ref var value = ref shares[(component * Length) + i];
                value = Math.Exp(value - largest);
                sum += value;
            }

            for (var component = 0; component < weights.Length; component++)
            {
                shares[(component * Length) + i] /= sum;
            }

            total += largest + Math.Log(sum);
        }

        return total;
    }

    private void AddTo(MixtureSums sums, int component, int start, int count)
    {
        var share = Share(component);
        var mean = means.Row(component);
        var sum = sums.Differences.Row(component);
        for (var i = 0; i < count; i++)
        {
            var difference = differences.AsSpan(i * width, mean.Length);
            var times = scaled.AsSpan(i * width, mean.Length);
            System.Numerics.Tensors.TensorPrimitives.Subtract(data.Points.Row(start + i), mean, difference);
            System.Numerics.Tensors.TensorPrimitives.Multiply(difference, share[i], times);
            System.Numerics.Tensors.TensorPrimitives.Add(sum, times, sum);
            sums.Totals[component] += share[i];
        }

        shape.AddScatter(differences, scaled, count, sums.Scatters.Row(component));
    }
}
