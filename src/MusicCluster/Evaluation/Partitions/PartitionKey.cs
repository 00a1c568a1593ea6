using MusicCluster.Clusters;
using MusicCluster.Embeddings;
using MusicCluster.Foundation.Tables;

namespace MusicCluster.Evaluation.Partitions;

/// <summary>Which partition: what was clustered, and how.</summary>
/// <param name="Representation">The space.</param>
/// <param name="Method">The clusterer and its parameters.</param>
public sealed record PartitionKey(
    [Column("representation", "The space that was clustered; +lyrics… means that lyrics are fused in.")] RepresentationName Representation,
    [Columns] ClusteringMethod Method) : IParsable<PartitionKey>
{
    private const char Separator = '/';

    /// <summary>Reads <c>mfcc-pca/k-means/k=4</c>.</summary>
    /// <exception cref="FormatException">A part is missing.</exception>
    public static PartitionKey Parse(string s, IFormatProvider? provider = null) =>
        s.Split(Separator, 2) is [var representation, var method]
            ? new PartitionKey(RepresentationName.Parse(representation), ClusteringMethod.Parse(method))
            : throw new FormatException($"'{s}' is not a partition, e.g. mfcc-pca/k-means/k=4.");

    public static bool TryParse(string? s, IFormatProvider? provider, out PartitionKey result)
    {
        var isOne = s?.Split(Separator).Length > 2;
        result = isOne ? Parse(s!, provider) : null!;
        return isOne;
    }

    /// <summary>The form in tables: <c>mfcc-pca/k-means/k=4</c>.</summary>
    public override string ToString() => $"{Representation}{Separator}{Method}";
}
