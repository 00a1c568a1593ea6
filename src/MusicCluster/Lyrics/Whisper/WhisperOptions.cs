using MusicCluster.Lyrics.Whisper.Native;

namespace MusicCluster.Lyrics.Whisper;

/// <summary>How words are heard by whisper.cpp.</summary>
public sealed record WhisperOptions
{
    /// <summary>A name (<c>tiny base small medium large-v3-turbo-q5_0</c>), fetched once, or the path of a ggml file.</summary>
    public string Model { get; init; } = "small";

    /// <summary>Where models are; a mirror has them under the same names.</summary>
    public string ModelAddress { get; init; } = WhisperModels.Address;

    /// <summary>Whether that address may be plain http, for a server on your own network.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>Path of the native library; empty: it is looked for, and fetched where it is nowhere.</summary>
    public string Library { get; init; } = "";

    /// <summary>Which package is fetched, and whether the library may use the GPU.</summary>
    public WhisperRuntime Runtime { get; init; } = WhisperRuntime.Cpu;

    /// <summary>A folder or https address of NuGet packages to fetch the library from; empty: those that NuGet is set up with.</summary>
    public string Feed { get; init; } = "";

    /// <summary>Places in a track where speech and language are listened for before anything is written down.</summary>
    public int Windows { get; init; } = 3;

    /// <summary>Seconds from the start of a track that are listened to; 0 = all of it.</summary>
    public double MaximumSeconds { get; init; }

    /// <summary>Beam width of the search; 1 takes the likeliest token each time.</summary>
    public int BeamWidth { get; init; } = 1;

    /// <summary>Added to the temperature where a stretch comes out unsure or in a loop, until 1 is reached; 0: never tried again.</summary>
    public double TemperatureStep { get; init; } = 0.2;

    /// <summary>Every rule that is broken.</summary>
    public IEnumerable<string> Errors()
    {
        if (Model.Length == 0)
        {
            yield return $"lyrics.whisper.model is empty; it must be {string.Join(", ", WhisperModels.Names)} or the path of a ggml file.";
        }

        if (!Uri.TryCreate(ModelAddress, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
        {
            yield return $"lyrics.whisper.modelAddress is '{ModelAddress}'; it must be a web address, e.g. {WhisperModels.Address}.";
        }
        else if (address.Scheme == "http" && !AllowHttp)
        {
            yield return $"lyrics.whisper.modelAddress '{ModelAddress}' is not https; set lyrics.whisper.allowHttp to true for a server on your own network.";
        }

        if (Uri.TryCreate(Feed, UriKind.Absolute, out var feed) && feed.Scheme == "http")
        {
            yield return $"lyrics.whisper.feed '{Feed}' is not https, and NuGet takes no packages over http; set it to a folder or an https address.";
        }

        if (Windows is < 1 or > 100)
        {
            yield return $"lyrics.whisper.windows is {Windows}; it must be 1 to 100.";
        }

        if (!(MaximumSeconds is 0 or (>= 1 and <= 1e6)))
        {
            yield return $"lyrics.whisper.maximumSeconds is {MaximumSeconds}; it must be 0 (all) or at least 1.";
        }

        if (BeamWidth is < 1 or > 8)
        {
            yield return $"lyrics.whisper.beamWidth is {BeamWidth}; it must be 1 to 8.";
        }

        if (!(TemperatureStep is 0 or (>= 0.05 and <= 1)))
        {
            yield return $"lyrics.whisper.temperatureStep is {TemperatureStep}; it must be 0 (never tried again) or 0.05 to 1.";
        }
    }
}
