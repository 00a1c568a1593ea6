using MusicCluster.Foundation.Options;

namespace MusicCluster.Projection;

/// <summary>Settings of <see cref="Umap"/>; the defaults are umap-learn's.</summary>
public sealed record UmapOptions(
    [property: Option("The neighbors of each point, itself included; more show the whole, fewer the detail."), Range(Minimum = 2), FormerKey("neighbours")]
    int Neighbors = 15,
    [property: Option("How close points may lie on the map."), Range(0, 1)]
    double MinDist = 0.1,
    [property: Option("The rounds of the layout; 0 takes 500 up to 10,000 points and 200 beyond."), Range(Minimum = 1, Zero = "by size")]
    int EpochCount = 0,
    [property: Option("The points that are pushed away for each one that is pulled near."), Range(Minimum = 0)]
    int NegativeSampleCount = 5) : IOptions;
