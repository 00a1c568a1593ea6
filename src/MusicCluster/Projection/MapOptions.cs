namespace MusicCluster.Projection;

/// <summary>The map of each representation.</summary>
/// <param name="Neighbours">UMAP: neighbours per point; more shows the whole, fewer the detail.</param>
/// <param name="MinimumDistance">UMAP: how close points may lie.</param>
public sealed record MapOptions(int Neighbours = 15, double MinimumDistance = 0.1)
{
    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        if (Neighbours is < 2 or > 1000)
        {
            yield return $"map.neighbours is {Neighbours}; it must be 2 to 1000.";
        }

        if (MinimumDistance is not (>= 0 and <= 1))
        {
            yield return $"map.minimumDistance is {MinimumDistance}; it must lie between 0 and 1.";
        }
    }
}
