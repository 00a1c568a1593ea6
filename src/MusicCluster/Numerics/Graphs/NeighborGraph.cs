namespace MusicCluster.Numerics.Graphs;

/// <summary>The nearest neighbors of each point, nearest first, the point itself among them.</summary>
/// <param name="NeighborCount">Neighbors per point.</param>
/// <param name="Indices">Row numbers, shape [pointCount, neighborCount].</param>
/// <param name="Distances">Euclidean distances, same shape, ascending in each row.</param>
public sealed record NeighborGraph(int NeighborCount, int[] Indices, double[] Distances)
{
    public int PointCount => NeighborCount == 0 ? 0 : Indices.Length / NeighborCount;
}
