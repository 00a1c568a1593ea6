using MusicCluster.Metrics;
using MusicCluster.Numerics;

namespace MusicCluster.Clusters.Partitioning;

/// <summary>One start of a Gaussian mixture.</summary>
internal sealed class MixtureRun
{
    private readonly Matrix points;
    private readonly bool isDiagonal;
    private readonly double varianceFloor;
    private readonly int componentCount;

    // [component][row].
    private readonly double[][] responsibilities;

    /// <summary>Starts from hard labels, numbered from 0 on without gaps.</summary>
    public MixtureRun(Matrix points, int[] labels, bool isDiagonal, double varianceFloor)
    {
        this.points = points;
        this.isDiagonal = isDiagonal;
        this.varianceFloor = varianceFloor;
        componentCount = Labels.ClusterCount(labels);
        responsibilities = [.. Enumerable.Range(0, componentCount).Select(_ => new double[points.RowCount])];
        for (var row = 0; row < labels.Length; row++)
        {
            responsibilities[labels[row]][row] = 1;
        }

        Means = new Matrix(componentCount, points.ColumnCount);
        Variances = new Matrix(componentCount, points.ColumnCount);
        Weights = new double[componentCount];
    }

    public Matrix Means { get; }

    public Matrix Variances { get; }

    public double[] Weights { get; }

    public double MeanLogLikelihood { get; private set; } = double.NegativeInfinity;

    public int IterationCount { get; private set; }

    /// <summary>Alternates both steps until the likelihood stands still.</summary>
    public void Iterate(int maxIterations, double tolerance)
    {
        for (var i = 0; i < maxIterations; i++)
        {
            var before = MeanLogLikelihood;
            Step();
            IterationCount++;
            if (Math.Abs(MeanLogLikelihood - before) < tolerance)
            {
                break;
            }
        }
    }

    /// <summary>The component with the largest responsibility for each row.</summary>
    public int[] MostLikely()
    {
        var labels = new int[points.RowCount];
        for (var row = 0; row < labels.Length; row++)
        {
            for (var component = 1; component < componentCount; component++)
            {
                labels[row] = responsibilities[component][row] > responsibilities[labels[row]][row] ? component : labels[row];
            }
        }

        return labels;
    }

    private void Step()
    {
        for (var component = 0; component < componentCount; component++)
        {
            var share = responsibilities[component];
            var total = share.Sum() + 1e-15;
            Weights[component] = total / points.RowCount;
            var mean = Means.Row(component);
            mean.Clear();
            for (var row = 0; row < share.Length; row++)
            {
                Products.AddScaled(points.Row(row), share[row] / total, mean);
            }
        }

        // Densities of one component need its responsibilities, which they then replace.
        for (var component = 0; component < componentCount; component++)
        {
            if (isDiagonal)
            {
                DiagonalDensities(component);
            }
            else
            {
                FullDensities(component);
            }
        }

        Normalize();
    }

    private void DiagonalDensities(int component)
    {
        var share = responsibilities[component];
        var mean = Means.Row(component);
        var variances = Variances.Row(component);
        variances.Clear();
        for (var row = 0; row < share.Length; row++)
        {
            var values = points.Row(row);
            for (var column = 0; column < mean.Length; column++)
            {
                var difference = values[column] - mean[column];
                variances[column] += share[row] * difference * difference;
            }
        }

        var constant = Constant(component);
        for (var column = 0; column < mean.Length; column++)
        {
            variances[column] = (variances[column] / (Weights[component] * share.Length)) + varianceFloor;
            constant -= 0.5 * Math.Log(variances[column]);
        }

        for (var row = 0; row < share.Length; row++)
        {
            var values = points.Row(row);
            var sum = 0.0;
            for (var column = 0; column < mean.Length; column++)
            {
                var difference = values[column] - mean[column];
                sum += difference * difference / variances[column];
            }

            share[row] = constant - (0.5 * sum);
        }
    }

    private void FullDensities(int component)
    {
        var share = responsibilities[component];
        var dimension = points.ColumnCount;
        var covariance = new Matrix(dimension, dimension);
        var difference = new double[dimension];
        for (var row = 0; row < share.Length; row++)
        {
            Subtract(row, component, difference);
            for (var i = 0; i < dimension; i++)
            {
                Products.AddScaled(difference.AsSpan(0, i + 1), share[row] * difference[i], covariance.Row(i)[..(i + 1)]);
            }
        }

        for (var i = 0; i < dimension; i++)
        {
            foreach (ref var value in covariance.Row(i)[..(i + 1)])
            {
                value /= Weights[component] * share.Length;
            }

            covariance[i, i] += varianceFloor;
            Variances[component, i] = covariance[i, i];
        }

        Cholesky.Factor(covariance);
        var constant = Constant(component);
        for (var i = 0; i < dimension; i++)
        {
            constant -= Math.Log(covariance[i, i]);
        }

        for (var row = 0; row < share.Length; row++)
        {
            Subtract(row, component, difference);
            Cholesky.SolveLower(covariance, difference);
            share[row] = constant - (0.5 * Products.Dot(difference, difference));
        }
    }

    private double Constant(int component) =>
        Math.Log(Weights[component]) - (0.5 * points.ColumnCount * Math.Log(2 * Math.PI));

    private void Subtract(int row, int component, Span<double> difference)
    {
        var values = points.Row(row);
        var mean = Means.Row(component);
        for (var i = 0; i < difference.Length; i++)
        {
            difference[i] = values[i] - mean[i];
        }
    }

    /// <summary>Log densities become responsibilities; their log-sum is the likelihood.</summary>
    private void Normalize()
    {
        var total = 0.0;
        for (var row = 0; row < points.RowCount; row++)
        {
            var largest = double.NegativeInfinity;
            foreach (var component in responsibilities)
            {
                largest = Math.Max(largest, component[row]);
            }

            var sum = 0.0;
            foreach (var component in responsibilities)
            {
                component[row] = Math.Exp(component[row] - largest);
                sum += component[row];
            }

            foreach (var component in responsibilities)
            {
                component[row] /= sum;
            }

            total += largest + Math.Log(sum);
        }

        MeanLogLikelihood = total / points.RowCount;
    }
}
