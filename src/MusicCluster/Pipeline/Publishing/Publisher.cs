using System.Text.Json.Nodes;
using MusicCluster.Foundation.Files;
using MusicCluster.Pipeline.Profiles;

namespace MusicCluster.Pipeline.Publishing;

/// <summary>A file of the cache and its place in the results.</summary>
/// <param name="Name">Relative path with forward slashes.</param>
/// <param name="Source">Absolute path in the cache.</param>
/// <param name="Sha256">Its digest.</param>
internal sealed record PublishedFile(string Name, string Source, string Sha256);

/// <summary>Copies stage outputs into <c>results/&lt;profile&gt;/</c>, each file atomically and only where it differs.</summary>
internal sealed class Publisher(string folder)
{
    private const string ManifestName = "manifest.json";
    private readonly SortedDictionary<string, string> digests = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, string>? earlier;

    /// <summary>Digest of every file published so far by its relative path.</summary>
    public IReadOnlyDictionary<string, string> Digests => digests;

    /// <summary>Publishes files and removes what an earlier run had published below <paramref name="prefix"/> and this one does not have.</summary>
    public void Publish(string prefix, IEnumerable<PublishedFile> files)
    {
        earlier ??= ReadEarlier();
        foreach (var file in files)
        {
            digests[file.Name] = file.Sha256;
            var target = Path.Combine(folder, file.Name);
            if (!File.Exists(target) || Digest.OfFile(target) != file.Sha256)
            {
                AtomicFile.Write(target, stream =>
                {
                    using var source = File.OpenRead(file.Source);
                    source.CopyTo(stream);
                });
            }
        }

        if (prefix.Length > 0)
        {
            RemoveStale(name => name.StartsWith(prefix, StringComparison.Ordinal));
        }
    }

    /// <summary>Removes what is left of an earlier run and writes the manifest if what it says of the science is new.</summary>
    public void Finish(JsonObject manifest)
    {
        RemoveStale(_ => true);
        Leftovers.Remove(folder);
        var path = Path.Combine(folder, ManifestName);
        // A run that found all up to date leaves the circumstances of the run that did the work.
        if (!File.Exists(path) || !JsonNode.DeepEquals(ReadManifest()?["science"], manifest["science"]))
        {
            AtomicFile.WriteText(path, manifest.ToJsonString(ProfileJson.Indented) + "\n");
        }
    }

    private void RemoveStale(Func<string, bool> isMeant)
    {
        foreach (var name in (earlier ?? ReadEarlier()).Keys.Where(name => isMeant(name) && !digests.ContainsKey(name)))
        {
            var path = Path.GetFullPath(Path.Combine(folder, name));
            // The manifest is a file that anybody can edit: nothing outside the results is ever removed.
            if (path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                File.Delete(path);
            }
        }
    }

    private Dictionary<string, string> ReadEarlier() =>
        ReadManifest()?["science"]?["files"] is JsonObject files
            ? files.ToDictionary(file => file.Key, file => file.Value?.ToString() ?? "")
            : [];

    private JsonNode? ReadManifest()
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(Path.Combine(folder, ManifestName)));
        }
        catch (Exception error) when (error is IOException or System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
