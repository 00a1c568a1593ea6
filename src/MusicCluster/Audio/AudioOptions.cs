using MusicCluster.Audio.Decoding;
using MusicCluster.Foundation.Options;

namespace MusicCluster.Audio;

/// <summary>How sound files are read.</summary>
public sealed record AudioOptions(
    [property: Option("Which decoder reads the files; a cached result of other decoders is not taken for its own.")]
    AudioBackend Decoder = AudioBackend.Auto) : IOptions;
