using MusicCluster.Foundation.Tables;

namespace MusicCluster.Clusters;

/// <summary>A clusterer with its parameters: what must be equal for two representations to be compared.</summary>
/// <param name="Clusterer">E.g. <c>k-means</c>.</param>
/// <param name="Parameters">Canonical text, e.g. <c>k=4</c>; empty where nothing could be clustered.</param>
public sealed record ClusteringMethod(
    [Column("clusterer", "The clusterer, e.g. k-means.")] string Clusterer,
    [Column("parameters", "Its parameters, e.g. k=4; several are separated by semicolons.")] string Parameters) : IParsable<ClusteringMethod>
{
    private const char Separator = '/';

    /// <summary>For people: <c>k-means k=4</c>.</summary>
    public string Caption => $"{Clusterer} {Parameters}".Trim();

    /// <summary>Reads <c>k-means/k=4</c>.</summary>
    /// <exception cref="FormatException">There is no slash.</exception>
    public static ClusteringMethod Parse(string s, IFormatProvider? provider = null) =>
        s.Split(Separator, 2) is [var clusterer, var parameters]
            ? new ClusteringMethod(clusterer, parameters)
            : throw new FormatException($"'{s}' is not a clusterer and its parameters, e.g. k-means/k=4.");

    public static bool TryParse(string? s, IFormatProvider? provider, out ClusteringMethod result)
    {
        var isOne = s?.Contains(Separator, StringComparison.Ordinal) == true;
        result = isOne ? Parse(s!, provider) : null!;
        return isOne;
    }

    /// <summary>The form in tables: <c>k-means/k=4</c>.</summary>
    public override string ToString() => $"{Clusterer}{Separator}{Parameters}";
}
