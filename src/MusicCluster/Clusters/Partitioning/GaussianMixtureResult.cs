using MusicCluster.Numerics;

namespace MusicCluster.Clusters.Partitioning;

/// <summary>What a Gaussian mixture found.</summary>
/// <param name="Labels">Most likely component of each row, numbered in order of first appearance.</param>
/// <param name="MeanLogLikelihood">Per row, in nats; higher fits better.</param>
/// <param name="Means">[components, dimensions].</param>
/// <param name="Variances">[components, dimensions], the floor included; the diagonals of full covariances.</param>
/// <param name="Weights">Share of each component.</param>
/// <param name="IterationCount">Steps of the best start.</param>
public sealed record GaussianMixtureResult(
    int[] Labels, double MeanLogLikelihood, Matrix Means, Matrix Variances, double[] Weights, int IterationCount);
