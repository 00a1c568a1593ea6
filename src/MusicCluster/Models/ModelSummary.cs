using System.Text.Json;
using System.Text.Json.Serialization;
using MusicCluster.Foundation.Files;

namespace MusicCluster.Models;

/// <summary>What is to be said about a trained model: <c>model.json</c> beside its weights.</summary>
/// <param name="Representation">Its name in the tables.</param>
/// <param name="Seed">The seed, or null where none is used.</param>
/// <param name="ParameterCount">Trainable numbers.</param>
/// <param name="EpochCount">Epochs that were run.</param>
/// <param name="Latent">Width of the representation.</param>
/// <param name="ActiveCount">Units whose variance over the tracks is above 0.01.</param>
/// <param name="RelativeError">Squared reconstruction error over that of the mean track.</param>
/// <param name="Verdict">healthy, partly collapsed, collapsed, or failed with the reason.</param>
/// <param name="Objective">What was minimized, in a few words; empty where nothing was.</param>
/// <param name="Note">What every table has to note about it, e.g. that it is not unsupervised; empty for nothing.</param>
public sealed record ModelSummary(
    string Representation, int? Seed, long ParameterCount, int EpochCount, int Latent, int ActiveCount, double? RelativeError, string Verdict,
    string Objective = "", string Note = "")
{
    private const string FailurePrefix = "failed: ";

    /// <summary>How the files beside a model's weights are written.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Whether there is an embedding.</summary>
    [JsonIgnore]
    public bool IsTrained => HasEmbedding(Verdict);

    /// <summary>Whether a verdict is not that of a training that stopped.</summary>
    internal static bool HasEmbedding(string verdict) => !verdict.StartsWith(FailurePrefix, StringComparison.Ordinal);

    /// <summary>The verdict of a training that stopped.</summary>
    public static string Failure(string reason) => FailurePrefix + reason;

    public void Write(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, Json) + "\n");

    public static ModelSummary Read(string path) => JsonSerializer.Deserialize<ModelSummary>(File.ReadAllText(path), Json)!;
}
