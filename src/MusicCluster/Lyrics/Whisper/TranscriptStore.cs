using System.Text.Json;
using System.Text.Json.Serialization;
using MusicCluster.Foundation.Files;

namespace MusicCluster.Lyrics.Whisper;

/// <summary>Finished transcripts on disk: what was heard once is not heard again, in this run, after a break, or under other rules.</summary>
/// <param name="root">Holds a folder per way of hearing.</param>
/// <param name="way">All that a transcript depends on beside the audio: model, library and settings.</param>
internal sealed class TranscriptStore(string root, string way)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly string folder = Path.Combine(root, Digest.OfText(way)[..24]);

    /// <summary>The transcript of an audio file, or null; a damaged one counts as missing.</summary>
    /// <param name="audioDigest">SHA-256 of the file in hex.</param>
    public Transcript? Find(string audioDigest)
    {
        var path = PathOf(audioDigest);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Transcript>(File.ReadAllBytes(path), Format) : null;
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            return null;
        }
    }

    /// <summary>Keeps a transcript; a run that is killed meanwhile leaves the whole of it or nothing.</summary>
    public void Keep(string audioDigest, Transcript transcript) =>
        AtomicFile.Write(PathOf(audioDigest), stream => JsonSerializer.Serialize(stream, transcript, Format));

    private string PathOf(string audioDigest) => Path.Combine(folder, audioDigest + ".json");
}
