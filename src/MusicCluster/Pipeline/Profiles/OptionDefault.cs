using System.Text.Json;
using System.Text.Json.Nodes;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Pipeline.Profiles;

/// <summary>The default of an option as a profile would write it.</summary>
internal static class OptionDefault
{
    /// <summary>The JSON value; null for an option that is null until it is set. Records in a list go by their names.</summary>
    /// <param name="option">Which option.</param>
    /// <param name="defaults">Its record, with everything at its default.</param>
    public static JsonNode? Of(OptionInfo option, object defaults)
    {
        var value = JsonSerializer.SerializeToNode(defaults, defaults.GetType(), ProfileJson.Options)![option.Key]?.DeepClone();
        return option.IsRecord && value is JsonArray entries ? new JsonArray([.. entries.Select(entry => entry!["name"]!.DeepClone())]) : value;
    }
}
