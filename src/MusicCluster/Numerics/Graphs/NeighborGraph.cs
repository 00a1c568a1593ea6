namespace MusicCluster.Numerics.Graphs;

/// <summary>The nearest neighbours of each point, nearest first, the point itself among them.</summary>
/// <param name="NeighbourCount">Neighbours per point.</param>
/// <param name="Indices">Row numbers, shape [pointCount, neighbourCount].</param>
/// <param name="Distances">Euclidean distances, same shape, ascending in each row.</param>
public sealed record NeighborGraph(int NeighbourCount, int[] Indices, double[] Distances)
{
    public int PointCount => NeighbourCount == 0 ? 0 : Indices.Length / NeighbourCount;
}
