namespace MusicCluster.Lyrics;

/// <summary>The non-zero values of a row.</summary>
/// <param name="Columns">Ascending column numbers.</param>
/// <param name="Values">The value in each of those columns.</param>
public sealed record SparseRow(int[] Columns, double[] Values);
