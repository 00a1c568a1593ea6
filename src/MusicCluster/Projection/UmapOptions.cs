namespace MusicCluster.Projection;

/// <summary>Settings of <see cref="Umap"/>; the defaults are umap-learn's.</summary>
/// <param name="Neighbours">Neighbours per point (itself included); more shows the whole, fewer the detail.</param>
/// <param name="MinDist">How close points may lie on the map.</param>
/// <param name="EpochCount">Rounds of the layout; 0 chooses 500 up to 10,000 points and 200 beyond.</param>
/// <param name="NegativeSampleCount">Points that are pushed away for each one that is pulled near.</param>
public sealed record UmapOptions(int Neighbours = 15, double MinDist = 0.1, int EpochCount = 0, int NegativeSampleCount = 5)
{
    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        if (Neighbours < 2)
        {
            yield return $"neighbours is {Neighbours}; it must be at least 2.";
        }

        if (MinDist is not (>= 0 and <= 1))
        {
            yield return $"minDist is {MinDist}; it must lie between 0 and 1.";
        }

        if (EpochCount < 0)
        {
            yield return $"epochCount is {EpochCount}; it must be at least 0.";
        }

        if (NegativeSampleCount < 0)
        {
            yield return $"negativeSampleCount is {NegativeSampleCount}; it must be at least 0.";
        }
    }
}
