using MusicCluster.Foundation;
using MusicCluster.Numerics;

namespace MusicCluster.Clusters.Partitioning;

/// <summary>One start of a Gaussian mixture.</summary>
/// <remarks>
/// One pass over the points does both steps: densities and shares of 128 points at a time, which then go into the sums that the
/// next step needs, around the means of this step, so that nothing cancels. Sums are made in a fixed number of stretches, added in
/// their order: the number of threads changes no bit. Memory does not grow with points × components.
/// </remarks>
internal sealed class MixtureRun
{
    private const int StretchCount = 16;

    private readonly KMeansData data;
    private readonly ComponentShape shape;
    private readonly int componentCount;
    private readonly int dimension;
    private readonly Matrix means;

    /// <summary>Starts from hard labels, numbered from 0 on without gaps.</summary>
    public MixtureRun(KMeansData data, int[] labels, ComponentShape shape)
    {
        this.data = data;
        this.shape = shape;
        Labels = labels;
        componentCount = Metrics.Labels.ClusterCount(labels);
        dimension = data.Points.ColumnCount;
        means = new Matrix(componentCount, dimension);
        Weights = new double[componentCount];
        var sizes = new double[componentCount];
        for (var row = 0; row < labels.Length; row++)
        {
            sizes[labels[row]]++;
            Products.AddScaled(data.Points.Row(row), 1, means.Row(labels[row]));
        }

        for (var component = 0; component < componentCount; component++)
        {
            foreach (ref var value in means.Row(component))
            {
                value /= sizes[component];
            }
        }

        shape.Prepare(componentCount, dimension);
        Maximize(Pass(isFirst: true, CancellationToken.None));
    }

    /// <summary>Most likely component of each row.</summary>
    public int[] Labels { get; }

    public double[] Weights { get; }

    /// <summary>Variances along the axes, [components, dimensions], the floor included.</summary>
    public Matrix Variances => shape.Variances;

    public double MeanLogLikelihood { get; private set; } = double.NegativeInfinity;

    public int IterationCount { get; private set; }

    /// <summary>Means in the coordinates of the points.</summary>
    public Matrix OriginalMeans()
    {
        var result = new Matrix(componentCount, dimension);
        for (var component = 0; component < componentCount; component++)
        {
            data.FromShifted(means.Row(component), result.Row(component));
        }

        return result;
    }

    /// <summary>Alternates both steps until the likelihood stands still.</summary>
    public void Iterate(int maxIterations, double tolerance, CancellationToken cancellation)
    {
        for (var i = 0; i < maxIterations; i++)
        {
            var before = MeanLogLikelihood;
            var sums = Pass(isFirst: false, cancellation);
            MeanLogLikelihood = sums.LogLikelihood / Labels.Length;
            IterationCount++;
            if (Math.Abs(MeanLogLikelihood - before) < tolerance || i == maxIterations - 1)
            {
                break;
            }

            Maximize(sums);
        }
    }

    /// <summary>Shares of all points, summed; in the first pass the labels are the shares.</summary>
    private MixtureSums Pass(bool isFirst, CancellationToken cancellation)
    {
        var chunkCount = (Labels.Length + MixtureChunk.Length - 1) / MixtureChunk.Length;
        var stretches = new MixtureSums[Math.Min(StretchCount, chunkCount)];
        Workers.For(
            stretches.Length, () => new MixtureChunk(data, means, Weights, shape),
            (stretch, chunk) =>
            {
                var sums = stretches[stretch] = new MixtureSums(componentCount, dimension, shape.ScatterLength(dimension));
                var end = (int)((long)chunkCount * (stretch + 1) / stretches.Length);
                for (var i = (int)((long)chunkCount * stretch / stretches.Length); i < end; i++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    chunk.Run(i * MixtureChunk.Length, Labels, isFirst, sums);
                }
            },
            cancellation);
        return stretches.Aggregate((all, next) => all.Add(next));
    }

    /// <summary>Weights, means and shapes from the sums around the means so far.</summary>
    private void Maximize(MixtureSums sums)
    {
        Span<double> moved = new double[dimension];
        for (var component = 0; component < componentCount; component++)
        {
            var total = sums.Totals[component] + 1e-15;
            Weights[component] = total / Labels.Length;
            for (var column = 0; column < dimension; column++)
            {
                moved[column] = sums.Differences[component, column] / total;
                means[component, column] += moved[column];
            }

            shape.Set(component, sums.Scatters.Row(component), total, moved, means.Row(component));
        }
    }
}

/// <summary>What a maximization step needs, summed over points.</summary>
/// <remarks>Differences are those to the means of the step before.</remarks>
internal sealed class MixtureSums(int componentCount, int dimension, int scatterLength)
{
    /// <summary>Σ share, per component.</summary>
    public double[] Totals { get; } = new double[componentCount];

    /// <summary>Σ share · difference.</summary>
    public Matrix Differences { get; } = new(componentCount, dimension);

    /// <summary>Σ share · difference · differenceᵀ, as the shape lays it out.</summary>
    public Matrix Scatters { get; } = new(componentCount, scatterLength);

    /// <summary>Σ log density.</summary>
    public double LogLikelihood { get; set; }

    /// <summary>Adds others' to these.</summary>
    public MixtureSums Add(MixtureSums other)
    {
        LogLikelihood += other.LogLikelihood;
        Products.AddScaled(other.Totals, 1, Totals);
        Products.AddScaled(other.Differences.Values, 1, Differences.Values);
        Products.AddScaled(other.Scatters.Values, 1, Scatters.Values);
        return this;
    }
}
