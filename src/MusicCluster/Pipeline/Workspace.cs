using MusicCluster.Foundation;

namespace MusicCluster.Pipeline;

/// <summary>The folders that a run reads and writes.</summary>
/// <param name="Root">The repository's root, or the working folder outside of one; relative paths of profiles count from it.</param>
public sealed record Workspace(string Root)
{
    private const string Marker = "data/profiles";

    public string ProfilesFolder => Path.Combine(Root, "data", "profiles");

    public string DefaultCacheFolder => Path.Combine(Root, "data", "cache");

    /// <summary>The workspace around a folder: the nearest folder upwards with <c>data/profiles</c>.</summary>
    public static Workspace Find(string start)
    {
        for (var folder = new DirectoryInfo(Path.GetFullPath(start)); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, Marker)))
            {
                return new Workspace(folder.FullName);
            }
        }

        return new Workspace(Path.GetFullPath(start));
    }

    public string DefaultOutputFolder(string profileName) => Path.Combine(Root, "results", profileName);

    /// <summary>An absolute path: <c>~</c> is the home folder, a relative path counts from the root.</summary>
    public string Resolve(string path)
    {
        var expanded = path == "~" || path.StartsWith("~/", StringComparison.Ordinal)
            ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..]
            : path;
        return Path.GetFullPath(expanded, Root);
    }

    /// <summary>The file of a profile given by name or by path.</summary>
    /// <exception cref="UserException">There is none; the sentence names the nearest.</exception>
    public string ProfilePath(string nameOrPath)
    {
        if (nameOrPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || nameOrPath.Contains('/', StringComparison.Ordinal))
        {
            return File.Exists(nameOrPath)
                ? Path.GetFullPath(nameOrPath)
                : throw new UserException($"Profile file '{nameOrPath}' does not exist; profiles that come along: {string.Join(", ", ProfileNames())}.");
        }

        var path = Path.Combine(ProfilesFolder, nameOrPath + ".json");
        return File.Exists(path)
            ? path
            : throw new UserException(
                $"Profile '{nameOrPath}' is not known; the nearest is '{Nearest.To(nameOrPath, ProfileNames()) ?? "none"}' in data/profiles.");
    }

    private IEnumerable<string> ProfileNames() => Directory.Exists(ProfilesFolder)
        ? Directory.EnumerateFiles(ProfilesFolder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !name.EndsWith(".schema", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        : [];
}
