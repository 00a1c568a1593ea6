using MusicCluster.Foundation.Options;

namespace MusicCluster.Lyrics.Whisper;

/// <summary>How lyrics are transcribed by whisper.cpp.</summary>
public sealed record WhisperOptions : IOptions
{
    [Option("A published model, fetched once, or the path of a ggml file."), Words(typeof(WhisperModels), nameof(WhisperModels.Names), IsOpen = true)]
    public string Model { get; init; } = "small";

    [Option("The web folder of the models; a mirror has them under the same names.")]
    public string ModelAddress { get; init; } = WhisperModels.Address;

    [Option("Whether that address may use plain http, for a server on your own network.")]
    public bool AllowHttp { get; init; }

    [Option("The path of another libwhisper.so; empty for MUSICCLUSTER_WHISPER_LIBRARY and, where that is not set, the one of the package.")]
    public string Library { get; init; } = "";

    [Option("Which package's library is used, and whether it may use the GPU.")]
    public WhisperRuntime Runtime { get; init; } = WhisperRuntime.Cpu;

    [Option("How many places of a track are listened to for speech and language before anything is transcribed."), Range(1, 100)]
    public int Windows { get; init; } = 3;

    [Option("How much of a track, from its start, is listened to.", Unit = "seconds"), Range(1, 1e6, Zero = "all")]
    public double MaximumSeconds { get; init; }

    [Option("The beam width of the search; 1 takes the likeliest token each time."), Range(1, 8)]
    public int BeamWidth { get; init; } = 1;

    [Option("What is added to the temperature, up to 1, where a passage comes out unsure or in a loop."), Range(0.05, 1, Zero = "never tried again")]
    public double TemperatureStep { get; init; } = 0.2;

    IEnumerable<string> IOptions.BrokenRules(string prefix)
    {
        if (Model.Length == 0)
        {
            yield return $"{prefix}model is empty; it must be {string.Join(", ", WhisperModels.Names)} or the path of a ggml file.";
        }

        if (!Uri.TryCreate(ModelAddress, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
        {
            yield return $"{prefix}modelAddress is '{ModelAddress}'; it must be a web address, e.g. {WhisperModels.Address}.";
        }
        else if (address.Scheme == "http" && !AllowHttp)
        {
            yield return $"{prefix}modelAddress '{ModelAddress}' is not https; set {prefix}allowHttp to true for a server on your own network.";
        }
    }
}
