using System.Text.Json;
using MusicCluster.Foundation.Files;

namespace MusicCluster.Lyrics.Sources;

/// <summary>What services answered, one file per request, so that no request is made twice.</summary>
/// <param name="folder">Where; made when the first answer comes.</param>
/// <remarks>Files are named by the address's digest and hold the address and the answer, never a request's headers.</remarks>
internal sealed class AnswerCache(string folder)
{
    /// <summary>The answer to a request made before; one that cannot be read counts as none.</summary>
    public ServiceAnswer? Find(Uri address)
    {
        var path = PathOf(address);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<ServiceAnswer>(File.ReadAllBytes(path)) : null;
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            return null;
        }
    }

    public void Keep(ServiceAnswer answer)
    {
        Directory.CreateDirectory(folder);
        AtomicFile.WriteText(PathOf(new Uri(answer.Address)), JsonSerializer.Serialize(answer) + "\n");
    }

    private string PathOf(Uri address) => Path.Combine(folder, $"{Digest.OfText(address.AbsoluteUri)}.json");
}

/// <summary>A service's answer to one address.</summary>
/// <param name="Address">What was asked.</param>
/// <param name="IsFound">Whether it is known there; <see cref="Body"/> is empty where it is not.</param>
/// <param name="Body">The answer's text.</param>
internal sealed record ServiceAnswer(string Address, bool IsFound, string Body);
