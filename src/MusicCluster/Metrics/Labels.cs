namespace MusicCluster.Metrics;

/// <summary>Cluster numbers of tracks: 0, 1, … in order of first appearance, −1 for noise.</summary>
public static class Labels
{
    /// <summary>The label of a track that belongs to no cluster.</summary>
    public const int Noise = -1;

    /// <summary>Renumbers clusters in the order in which they first appear; negative labels become noise.</summary>
    public static int[] InOrderOfAppearance(ReadOnlySpan<int> labels)
    {
        var numbers = new Dictionary<int, int>();
        var result = new int[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0)
            {
                result[i] = Noise;
                continue;
            }

            if (!numbers.TryGetValue(labels[i], out var number))
            {
                number = numbers.Count;
                numbers.Add(labels[i], number);
            }

            result[i] = number;
        }

        return result;
    }

    /// <summary>Number of clusters, noise not counted, of labels that are numbered from 0 on.</summary>
    public static int ClusterCount(ReadOnlySpan<int> labels)
    {
        var largest = Noise;
        foreach (var label in labels)
        {
            largest = Math.Max(largest, label);
        }

        return largest + 1;
    }
}
