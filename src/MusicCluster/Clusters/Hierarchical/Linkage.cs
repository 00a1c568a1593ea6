namespace MusicCluster.Clusters.Hierarchical;

/// <summary>How far two clusters are from each other.</summary>
public enum Linkage
{
    /// <summary>By how much their union raises the sum of squared distances to the centers (Ward 1963).</summary>
    Ward,

    /// <summary>The mean distance of their points.</summary>
    Average,

    /// <summary>The largest distance of their points.</summary>
    Complete,
}
