using System.Text.Json.Serialization;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Clusters;

/// <summary>A number of clusters: given, the number of distinct genres (<c>"genres"</c>), or chosen without labels (<c>"auto"</c>).</summary>
[JsonConverter(typeof(ClusterCountConverter))]
public readonly record struct ClusterCount : INumberOrWord
{
    private ClusterCount(int value, string word)
    {
        Value = value;
        Word = word;
    }

    /// <summary>As many clusters as the tracks have distinct genres: a convention of evaluation.</summary>
    public static ClusterCount Genres { get; } = new(0, "genres");

    /// <summary>Chosen by stability and silhouette, never by labels.</summary>
    public static ClusterCount Auto { get; } = new(0, "auto");

    /// <summary>The words that a profile may say instead of a number.</summary>
    public static IEnumerable<string> Words => ByWord.Keys;

    internal static IReadOnlyDictionary<string, ClusterCount> ByWord { get; } =
        new Dictionary<string, ClusterCount> { [Genres.Word!] = Genres, [Auto.Word!] = Auto };

    /// <summary>The number, or 0 for a word.</summary>
    public int Value { get; }

    /// <summary><c>genres</c>, <c>auto</c>, or null for a number.</summary>
    public string? Word { get; }

    double? INumberOrWord.Number => Word is null ? Value : null;

    bool INumberOrWord.IsWhole => true;

    /// <summary>A given number.</summary>
    public static ClusterCount Of(int value) => new(value, null!);

    public static implicit operator ClusterCount(int value) => Of(value);

    public override string ToString() => Word ?? Value.ToString();
}
