namespace MusicCluster.Retrieval;

/// <summary>The way of at most so many edges whose largest is smallest; of those, the one with the least sum of squares.</summary>
/// <remarks>
/// Layer by layer, as Bellman and Ford: the first pass finds the smallest largest edge with which the end is reached in time, the second the
/// least sum over edges no larger. Leaving out a circle would shorten either, so no track comes twice.
/// </remarks>
internal static class StepSearch
{
    /// <summary>The rows on the way, both ends included; null where no way is short enough.</summary>
    public static IReadOnlyList<int>? Run((int Row, double Distance)[][] edges, int from, int to, int maximumSteps)
    {
        var largest = Layers(edges, from, maximumSteps, double.PositiveInfinity, Math.Max).Select(layer => layer.Cost[to]).Min();
        if (double.IsPositiveInfinity(largest))
        {
            return null;
        }

        var layers = Layers(edges, from, maximumSteps, largest, (sum, distance) => sum + (distance * distance));
        var step = Enumerable.Range(0, layers.Count).MinBy(i => layers[i].Cost[to]);
        var way = new List<int> { to };
        for (; step > 0; step--)
        {
            way.Add(layers[step].Before[way[^1]]);
        }

        way.Reverse();
        return way;
    }

    /// <summary>For each number of edges, the least cost of each row with exactly so many, and the row before it.</summary>
    private static List<(double[] Cost, int[] Before)> Layers(
        (int Row, double Distance)[][] edges, int from, int count, double limit, Func<double, double, double> add)
    {
        var start = new double[edges.Length];
        Array.Fill(start, double.PositiveInfinity);
        start[from] = 0;
        var layers = new List<(double[] Cost, int[] Before)> { (start, []) };
        for (var step = 1; step <= count; step++)
        {
            var last = layers[^1].Cost;
            var (cost, before) = (new double[edges.Length], new int[edges.Length]);
            Array.Fill(cost, double.PositiveInfinity);
            for (var row = 0; row < edges.Length; row++)
            {
                foreach (var (next, distance) in double.IsPositiveInfinity(last[row]) ? [] : edges[row])
                {
                    var total = add(last[row], distance);
                    if (distance <= limit && total < cost[next])
                    {
                        (cost[next], before[next]) = (total, row);
                    }
                }
            }

            layers.Add((cost, before));
        }

        return layers;
    }
}
