namespace MusicCluster.Numerics.Graphs;

/// <summary>The nearest neighbors found so far: one short list per point, nearest first, ties by row number.</summary>
internal sealed class NeighborLists
{
    private readonly bool[] isNew;

    public NeighborLists(int pointCount, int length)
    {
        Length = length;
        Indices = new int[pointCount * length];
        Squared = new double[Indices.Length];
        isNew = new bool[Indices.Length];
        Array.Fill(Indices, -1);
        Array.Fill(Squared, double.PositiveInfinity);
    }

    /// <summary>Places per list.</summary>
    public int Length { get; }

    /// <summary>Neighbors, list after list.</summary>
    public int[] Indices { get; }

    /// <summary>Squared distances, in the same places.</summary>
    public double[] Squared { get; }

    /// <summary>The neighbors of a point.</summary>
    public ReadOnlySpan<int> Row(int point) => Indices.AsSpan(point * Length, Length);

    /// <summary>Enters a neighbor if it is nearer than the last one and not there yet; each point's list has one writer at a time.</summary>
    public bool Insert(int point, int neighbor, double squared)
    {
        var start = point * Length;
        var last = start + Length - 1;
        if (squared > Squared[last] || (squared == Squared[last] && neighbor >= Indices[last] && Indices[last] >= 0))
        {
            return false;
        }

        if (Indices.AsSpan(start, Length).Contains(neighbor))
        {
            return false;
        }

        var place = last;
        while (place > start && (Squared[place - 1] > squared || (Squared[place - 1] == squared && Indices[place - 1] > neighbor)))
        {
            (Indices[place], Squared[place], isNew[place]) = (Indices[place - 1], Squared[place - 1], isNew[place - 1]);
            place--;
        }

        (Indices[place], Squared[place], isNew[place]) = (neighbor, squared, true);
        return true;
    }

    /// <summary>Copies the lists with their reverse, and marks all entries as old.</summary>
    public Snapshot TakeSnapshot()
    {
        var snapshot = new Snapshot(this);
        Array.Clear(isNew);
        return snapshot;
    }

    /// <summary>The lists at one moment, in both directions; at most as many backward edges as forward ones.</summary>
    public sealed class Snapshot
    {
        private readonly int length;
        private readonly (int Point, bool IsNew)[] edges;
        private readonly int[] counts;

        public Snapshot(NeighborLists lists)
        {
            length = lists.Length;
            var pointCount = length == 0 ? 0 : lists.Indices.Length / length;
            edges = new (int, bool)[2 * lists.Indices.Length];
            counts = new int[pointCount];
            for (var point = 0; point < pointCount; point++)
            {
                for (var place = 0; place < length; place++)
                {
                    var index = (point * length) + place;
                    if (lists.Indices[index] >= 0 && lists.Indices[index] != point)
                    {
                        edges[(2 * point * length) + counts[point]++] = (lists.Indices[index], lists.isNew[index]);
                    }
                }
            }

            AddReverse(lists, pointCount);
        }

        /// <summary>Neighbors of a point, and points whose neighbor it is.</summary>
        public ReadOnlySpan<(int Point, bool IsNew)> Around(int point) => edges.AsSpan(2 * point * length, counts[point]);

        /// <summary>Near places first, so that the nearest backward edges find room.</summary>
        private void AddReverse(NeighborLists lists, int pointCount)
        {
            for (var place = 0; place < length; place++)
            {
                for (var point = 0; point < pointCount; point++)
                {
                    var index = (point * length) + place;
                    var neighbor = lists.Indices[index];
                    if (neighbor >= 0 && neighbor != point && counts[neighbor] < 2 * length)
                    {
                        edges[(2 * neighbor * length) + counts[neighbor]++] = (point, lists.isNew[index]);
                    }
                }
            }
        }
    }
}
